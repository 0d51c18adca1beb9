package org.aulos.runtime.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.aulos.api.Interval;
import org.junit.jupiter.api.Test;

class ClipBootstrapTest {
  @Test
  void isAsWideAsTheNormalApproximation() {
    double[] hits = new double[400];
    Arrays.fill(hits, 0, 300, 1);

    Interval interval = ClipBootstrap.interval(hits, 1);

    // 0.75 ± 1.96 sqrt(0.75 * 0.25 / 400); hits move the mean in steps of 0.0025.
    assertThat(interval.low()).isCloseTo(0.7076, within(0.004));
    assertThat(interval.high()).isCloseTo(0.7924, within(0.004));
  }

  @Test
  void equalValuesLeaveNoDoubt() {
    assertThat(ClipBootstrap.interval(new double[] {0.5, 0.5}, 1))
        .isEqualTo(new Interval(0.5, 0.5, 0.95));
  }

  @Test
  void oneSeedGivesOneInterval() {
    double[] values = new Random(1).doubles(50).toArray();

    assertThat(ClipBootstrap.interval(values, 3)).isEqualTo(ClipBootstrap.interval(values, 3));
    assertThat(ClipBootstrap.interval(values, 3)).isNotEqualTo(ClipBootstrap.interval(values, 4));
  }

  @Test
  void nothingHasNoMean() {
    assertThatThrownBy(() -> ClipBootstrap.interval(new double[0], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
