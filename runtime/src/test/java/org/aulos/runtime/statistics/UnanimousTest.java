package org.aulos.runtime.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UnanimousTest {
  @Test
  void isTheExactIntervalOfTheBinomial() {
    // scipy 1.17.1: stats.binomtest(24, 24).proportion_ci(0.95, 'exact') and (0, 24).
    assertThat(Unanimous.interval(24, true).low()).isCloseTo(0.8575264, within(1e-7));
    assertThat(Unanimous.interval(24, true).high()).isEqualTo(1);
    assertThat(Unanimous.interval(24, false).low()).isZero();
    assertThat(Unanimous.interval(24, false).high()).isCloseTo(0.1424736, within(1e-7));
  }

  @Test
  void noClipSaysNothing() {
    assertThatThrownBy(() -> Unanimous.interval(0, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
