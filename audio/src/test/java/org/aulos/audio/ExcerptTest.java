package org.aulos.audio;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void anExcerptStartsAtZeroOrLater() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Excerpt.between(-0.1, 1))
        .withMessage("expected a finite startSeconds >= 0 but was -0.1");
  }

  @Test
  void anExcerptIsNotEmpty() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Excerpt.between(1, 1))
        .withMessage("expected endSeconds > startSeconds (1.0) but was 1.0");
  }

  @Test
  void anExcerptIsNotNan() {
    assertThatIllegalArgumentException().isThrownBy(() -> Excerpt.between(Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Excerpt.between(0, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Excerpt.atMost(Double.NaN));
  }

  @Test
  void aLimitIsPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Excerpt.atMost(0))
        .withMessage("expected maxSeconds > 0 but was 0.0");
  }
}
