package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogarithmTest {

  @Test
  void agreesWithTheDoubleOne() {
    for (float x = Float.MIN_NORMAL; x < Float.MAX_VALUE / 1.01f; x *= 1.0003f) {
      double expected = Math.log(x);

      assertThat((double) Logarithm.ln(x))
          .isCloseTo(expected, within(2e-7 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void oneIsExact() {
    assertThat(Logarithm.ln(1)).isZero();
  }

  @Test
  void whatIsNoNumberStaysNone() {
    assertThat(Logarithm.ln(Float.NaN)).isNaN();
    assertThat(Logarithm.ln(Float.POSITIVE_INFINITY)).isInfinite();
  }
}
