package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMelInversionTest {

  private static LogMelOptions options(String name) {
    return switch (name) {
      case "coala" -> LogMelOptions.COALA;
      case "byol-a" -> LogMelOptions.BYOL_A;
      case "ainur" -> LogMelOptions.AINUR;
      default -> LogMelOptions.VGGISH;
    };
  }

  /** Bands of the sound that comes back are those asked for: within 3 dB in the mean. */
  @ParameterizedTest
  @ValueSource(strings = {"coala", "byol-a", "ainur", "vggish"})
  void theSoundHasTheBandsItWasMadeFrom(String name) {
    LogMelOptions options = options(name);
    LogMel frontEnd = new LogMel(options);
    int rate = options.mel().sampleRate();
    float[] tones = Signals.sine(440, rate, rate / 2);
    float[] noise = Signals.noise(tones.length, 1);
    for (int i = 0; i < tones.length; i++) {
      tones[i] = tones[i] * (i < tones.length / 2 ? 1 : 0.1f) + 0.1f * noise[i];
    }
    float[] asked = frontEnd.extract(tones);

    float[] back = new LogMelInversion(options, 60).waveform(asked, new SplittableRandom(1));

    int frames = asked.length / frontEnd.bins();
    assertThat(back).hasSize((frames - 1) * frontEnd.hop());
    // The sound begins at the centre of the first frame; the same frames are compared.
    int late = options.stft().fftSize() / 2 - options.stft().margin();
    float[] same = frontEnd.extract(Arrays.copyOfRange(tones, late, late + back.length));
    assertThat(meanDecibels(options, same, frontEnd.extract(back))).isLessThan(3);
  }

  private static double meanDecibels(LogMelOptions options, float[] a, float[] b) {
    double scale = (options.spectrum() == Spectrum.POWER ? 10 : 20) / Math.log(10);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += scale * Math.abs(a[i] - b[i]);
    }
    return sum / a.length;
  }

  @Test
  void oneFrameHasNoSoundBetweenItsCentres() {
    float[] frame = new float[LogMelOptions.COALA.mel().bands()];

    assertThat(new LogMelInversion(LogMelOptions.COALA, 1).waveform(frame, new SplittableRandom(1)))
        .isEmpty();
  }

  @Test
  void refusesPartsOfFrames() {
    var inversion = new LogMelInversion(LogMelOptions.COALA, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> inversion.waveform(new float[100], new SplittableRandom(1)))
        .withMessage("expected one frame or more of 96 bands but was 100 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> inversion.waveform(new float[0], new SplittableRandom(1)));
  }
}
