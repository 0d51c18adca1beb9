package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReconstructionTest {
  private static final Waveform SOUND = Waveform.mono(new float[2], 100);

  private static Reconstruction.Side side(float[] decibels, Double... frequencies) {
    return new Reconstruction.Side(new BandLevels(decibels, List.of(frequencies), 0.01), SOUND);
  }

  @Test
  void levelsAreFramesOfBands() {
    BandLevels levels = side(new float[] {1, 2, 3, 4, 5, 6}, 100.0, 200.0).levels();

    assertThat(levels.frames()).isEqualTo(3);
    assertThat(levels.bands()).isEqualTo(2);
    assertThat(levels.decibels(2, 0)).isEqualTo(5);
  }

  @Test
  void levelsBelongToThemselves() {
    float[] decibels = {1, 2};
    BandLevels levels = side(decibels, 100.0).levels();
    decibels[0] = 9;
    levels.decibels()[1] = 9;

    assertThat(levels.decibels()).containsExactly(1, 2);
  }

  @Test
  void refusesLevelsThatAreNoSpectrogram() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> side(new float[3], 100.0, 200.0))
        .withMessage("expected frames of 2 bands but was 3 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> side(new float[2], 200.0, 100.0))
        .withMessage("expected ascending frequencies but was [200.0, 100.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> side(new float[] {Float.NaN}, 100.0))
        .withMessage("expected finite levels but was NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BandLevels(new float[1], List.of(100.0), 0))
        .withMessage("expected secondsPerFrame > 0 but was 0.0");
  }

  @Test
  void refusesSidesOfUnlikeShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Reconstruction(
                    "clip", 0, SOUND, side(new float[2], 100.0), side(new float[3], 100.0)))
        .withMessageContaining("3 frames, 1 bands")
        .withMessageContaining("2 frames, 1 bands");
  }

  @Test
  void refusesATimeBeforeTheClip() {
    var side = side(new float[2], 100.0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reconstruction("clip", -1, SOUND, side, side))
        .withMessage("expected start >= 0 s but was -1.0");
  }
}
