package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GriffinLimTest {
  private static final int LENGTH = 8192;
  private static final StftOptions FRAMING =
      StftOptions.centred(1024, 256).withPadding(Padding.ZERO);

  private static float[] magnitudes() {
    return Fixture.load("dsp-griffin-lim").input("magnitude");
  }

  @ParameterizedTest
  @CsvSource({"plain_1, 1, 0", "plain_16, 16, 0", "fast_8, 8, 0.99"})
  void givesTheWaveformOfLibrosa(String name, int iterations, double momentum) {
    float[] samples = new GriffinLim(FRAMING, iterations, momentum).waveform(magnitudes(), LENGTH);

    Fixture.load("dsp-griffin-lim").assertMatches(name, samples);
  }

  @ParameterizedTest
  @CsvSource({"plain_1, 1, 0", "plain_16, 16, 0", "fast_8, 8, 0.99"})
  void comesAsNearAsLibrosa(String name, int iterations, double momentum) {
    GriffinLim griffinLim = new GriffinLim(FRAMING, iterations, momentum);
    float[] samples = griffinLim.waveform(magnitudes(), LENGTH);

    double expected = Fixture.load("dsp-griffin-lim").number("convergence_" + name, "value");
    assertThat(griffinLim.distance(magnitudes(), samples)).isCloseTo(expected, within(1e-4));
  }

  /** Without momentum the distance of the spectrogram from a consistent one cannot grow. */
  @Test
  void eachIterationComesNearer() {
    double last = Double.MAX_VALUE;
    for (int iterations = 1; iterations <= 32; iterations++) {
      GriffinLim griffinLim = new GriffinLim(FRAMING, iterations, 0);
      float[] samples = griffinLim.waveform(magnitudes(), LENGTH, new SplittableRandom(1));
      double distance = griffinLim.distance(magnitudes(), samples);

      assertThat(distance).isLessThan(last);
      last = distance;
    }
  }

  @Test
  void momentumComesNearerInAsManyIterations() {
    var plain = new GriffinLim(FRAMING, 60, 0);
    var fast = new GriffinLim(FRAMING, 60, GriffinLim.FAST);

    float[] slowly = plain.waveform(magnitudes(), LENGTH, new SplittableRandom(1));
    float[] quickly = fast.waveform(magnitudes(), LENGTH, new SplittableRandom(1));
    assertThat(fast.distance(magnitudes(), quickly))
        .isLessThan(0.7 * plain.distance(magnitudes(), slowly));
  }

  @Test
  void aSineComesBackWithItsFrequencyAndLevel() {
    Stft stft = new Stft(FRAMING);
    float[] sine = Signals.sine(1000, 22_000, 22_000);
    float[] back =
        new GriffinLim(FRAMING, 50, GriffinLim.FAST)
            .waveform(stft.spectrum(sine, Spectrum.MAGNITUDE), 22_000, new SplittableRandom(2));

    // Up-crossings of zero: a second of it has a thousand.
    int crossings = 0;
    for (int i = 1; i < back.length; i++) {
      crossings += back[i - 1] < 0 && back[i] >= 0 ? 1 : 0;
    }
    assertThat(crossings).isCloseTo(1000, within(2));
    assertThat(Signals.rms(back, 0, back.length)).isCloseTo(Math.sqrt(0.5), within(0.01));
  }

  @Test
  void theSeedDecidesThePhases() {
    GriffinLim griffinLim = new GriffinLim(FRAMING, 3, GriffinLim.FAST);

    float[] first = griffinLim.waveform(magnitudes(), LENGTH, new SplittableRandom(1));
    assertThat(griffinLim.waveform(magnitudes(), LENGTH, new SplittableRandom(1))).isEqualTo(first);
    assertThat(griffinLim.waveform(magnitudes(), LENGTH, new SplittableRandom(2)))
        .isNotEqualTo(first);
  }

  @Test
  void silenceGivesSilence() {
    GriffinLim griffinLim = new GriffinLim(FRAMING, 3, GriffinLim.FAST);
    float[] none = new float[magnitudes().length];

    float[] samples = griffinLim.waveform(none, LENGTH, new SplittableRandom(1));

    assertThat(samples).containsOnly(0);
    assertThat(griffinLim.distance(none, samples)).isZero();
  }

  @Test
  void refusesMagnitudesOfAnotherLength() {
    GriffinLim griffinLim = new GriffinLim(FRAMING, 3, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> griffinLim.waveform(new float[10], LENGTH))
        .withMessage("expected 16929 magnitudes for 8192 samples but was 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GriffinLim(FRAMING, 0, 0))
        .withMessage("expected iterations >= 1 but was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GriffinLim(FRAMING, 1, -0.5))
        .withMessage("expected momentum in 0..10 but was -0.5");
  }
}
