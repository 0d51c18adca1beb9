package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final Score BARE =
      Score.of(0.5, Direction.HIGHER_IS_BETTER, 20, Signature.of("accuracy"));

  @Test
  void isCompletedStepByStep() {
    var score =
        BARE.withInterval(new Interval(0.4, 0.6, 0.95))
            .withDetail("fold 2", 0.4)
            .withDetail("fold 1", 0.6)
            .withSamples(List.of(SampleScore.prediction("a", "dog", "cat")))
            .withWarning("Only 20 clips.");

    assertThat(score.details().keySet()).containsExactly("fold 2", "fold 1");
    assertThat(score.samples()).extracting(SampleScore::value).containsExactly(0.0);
    assertThat(score.warnings()).containsExactly("Only 20 clips.");
    assertThat(BARE.details()).isEmpty();
  }

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(
            () -> Score.of(Double.NaN, Direction.LOWER_IS_BETTER, 1, Signature.of("fad")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a finite score but was NaN for metric:fad");
  }

  @Test
  void refusesIntervalsThatAreNone() {
    assertThatThrownBy(() -> new Interval(2, 1, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected low <= high but was 2.0 > 1.0");
    assertThatThrownBy(() -> new Interval(1, 2, 95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 0 < level < 1 but was 95.0");
  }

  @Test
  void wilsonsIntervalKeepsToShares() {
    // By hand: 0.5 +- z sqrt(0.25 / 10 + z^2 / 400) / (1 + z^2 / 10), with z^2 = 3.841459.
    Interval half = Interval.wilson(0.5, 10);
    assertThat(half.low()).isCloseTo(0.2365931, within(1e-7));
    assertThat(half.high()).isCloseTo(0.7634069, within(1e-7));
    // z^2 / (10 + z^2)
    Interval none = Interval.wilson(0, 10);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.2775328, within(1e-7));
    assertThatThrownBy(() -> Interval.wilson(1.5, 10))
        .hasMessage("expected a share in 0..1 but was 1.5");
    assertThatThrownBy(() -> Interval.wilson(0.5, 0)).hasMessage("expected count > 0 but was 0.0");
  }

  @Test
  void improvesInItsDirection() {
    assertThat(Direction.HIGHER_IS_BETTER.better(2, 1)).isTrue();
    assertThat(Direction.LOWER_IS_BETTER.better(2, 1)).isFalse();
    assertThat(Direction.LOWER_IS_BETTER.better(1, 1)).isFalse();
  }
}
