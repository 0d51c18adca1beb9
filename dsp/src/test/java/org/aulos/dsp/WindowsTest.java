package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void periodicHannOverlapsToAConstant() {
    float[] window = Windows.hann(400);

    for (int i = 0; i < 200; i++) {
      assertThat(window[i] + window[i + 200]).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void hammingFollowsItsDefinition() {
    assertThat(Windows.hamming(4))
        .containsExactly(new float[] {0.08f, 0.54f, 1, 0.54f}, within(1e-7f));
  }

  @Test
  void symmetricHannIsZeroAtBothEnds() {
    assertThat(Windows.hannSymmetric(5))
        .containsExactly(new float[] {0, .5f, 1, .5f, 0}, within(1e-7f));
    assertThat(Windows.hannSymmetric(1)).containsExactly(1);
  }

  @Test
  void kaiserFollowsItsDefinition() {
    // I0(4) = 11.301921952136 (Abramowitz and Stegun, table 9.8).
    var window = Windows.kaiser(4);

    assertThat(window.applyAsDouble(0)).isEqualTo(1);
    assertThat(window.applyAsDouble(1)).isCloseTo(1 / 11.301921952136, within(1e-12));
    assertThat(window.applyAsDouble(-0.5)).isEqualTo(window.applyAsDouble(0.5));
    assertThat(window.applyAsDouble(1.01)).isZero();
    assertThat(Windows.kaiser(0).applyAsDouble(0.3)).isEqualTo(1);
  }

  @Test
  void aWindowHasASize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Windows.hann(0))
        .withMessage("expected a window of at least 1 sample but was 0");
  }
}
