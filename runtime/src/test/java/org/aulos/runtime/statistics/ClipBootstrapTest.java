package org.aulos.runtime.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
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
  void isThePercentileBootstrapOfSciPy() {
    double[] differences =
        IntStream.rangeClosed(1, 40).mapToDouble(i -> Math.sin(1.7 * i) + 0.2).toArray();

    Interval interval = ClipBootstrap.interval(differences, 1);

    // scipy 1.17.1: stats.bootstrap((d,), np.mean, method='percentile', n_resamples=1_000_000).
    // Of 10,000 resamples a bound has a standard deviation of 0.003.
    assertThat(interval.low()).isCloseTo(-0.0261, within(0.012));
    assertThat(interval.high()).isCloseTo(0.4158, within(0.012));
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
