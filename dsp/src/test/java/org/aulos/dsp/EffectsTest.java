package org.aulos.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EffectsTest {
  private static final int RATE = 16_000;

  @ParameterizedTest
  @ValueSource(doubles = {40, 10, 0, -20})
  void theMeasuredRatioOfSignalAndNoiseIsTheOneAskedFor(double decibels) {
    float[] signal = Signals.sine(440, RATE, RATE);

    float[] mixed = Mixing.atSnr(signal, Signals.noise(RATE, 1), decibels);

    double ratio =
        Signals.rms(signal, 0, RATE) / Signals.rms(Signals.difference(mixed, signal), 0, RATE);
    // The noise is read back from float sums: at 40 dB that leaves 1e-3 dB.
    assertThat(Signals.decibels(ratio)).isCloseTo(decibels, within(1e-3));
  }

  @Test
  void noiseOverSilenceAndSilenceAsNoiseChangeNothing() {
    float[] silence = Signals.silence(100);
    float[] noise = Signals.noise(100, 1);

    assertThat(Mixing.atSnr(silence, noise, 10)).containsOnly(0f);
    assertThat(Mixing.atSnr(noise, silence, 10)).containsExactly(noise);
  }

  @Test
  void clippingHoldsTheSamplesWithinTheShareOfThePeakAndLeavesTheRest() {
    float[] samples = {0.1f, -0.8f, 0.4f, 0.2f, -0.2f};

    assertThat(Clipping.ofPeak(samples, 0.25)).containsExactly(0.1f, -0.2f, 0.2f, 0.2f, -0.2f);
    assertThat(Clipping.ofPeak(samples, 1)).containsExactly(samples).isNotSameAs(samples);
  }

  @ParameterizedTest
  @CsvSource({"16000, 4000", "16000, 1000", "44100, 500", "44100, 3999", "48000, 8000"})
  void aLowPassLeavesToneBelowAndStopsTonesAbove(int rate, int cutoff) {
    LowPass filter = LowPass.of(cutoff, rate);
    float[] below = Signals.faded(Signals.sine(0.9 * cutoff, rate, rate));
    float[] above = Signals.faded(Signals.sine(1.02 * cutoff, rate, rate));

    assertThat(level(filter.filter(below), below)).isCloseTo(0, within(0.01));
    assertThat(level(filter.filter(above), above)).isLessThanOrEqualTo(-100);
  }

  @Test
  void aLowPassNeitherDelaysNorShortens() {
    float[] low = Signals.faded(Signals.sine(300, RATE, 12_345));

    float[] filtered = LowPass.of(1_000, RATE).filter(low);

    assertThat(filtered).hasSize(low.length);
    assertThat(level(Signals.difference(filtered, low), low)).isLessThan(-80);
  }

  @Test
  void aLowPassBeyondHalfTheRatePassesEverything() {
    float[] noise = Signals.noise(1_000, 2);

    assertThat(LowPass.of(8_000, RATE).filter(noise)).containsExactly(noise);
    assertThat(LowPass.of(Integer.MAX_VALUE, RATE).filter(noise)).containsExactly(noise);
  }

  @ParameterizedTest
  @CsvSource({"440, 1", "440, 12", "440, -12", "1234.5, 3", "1000, -5", "700, 7.5"})
  void aShiftMovesAToneByItsRatioAndKeepsItsLengthAndLevel(double hertz, double semitones) {
    float[] tone = Signals.sine(hertz, RATE, 3 * RATE);

    float[] shifted = PitchShift.of(semitones, RATE).shift(tone);

    assertThat(shifted).hasSize(tone.length);
    double expected = hertz * Math.pow(2, semitones / 12);
    // A third of a cent.
    assertThat(frequency(shifted)).isCloseTo(expected, within(2e-4 * expected));
    double level = Signals.rms(shifted, RATE, 2 * RATE) / Signals.rms(tone, RATE, 2 * RATE);
    assertThat(Signals.decibels(level)).isCloseTo(0, within(0.5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-36, -7.1, -1, -0.3, 0.001, 0.1, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 36})
  void theRatioIsWithinACentOfTheShift(double semitones) {
    double cents = 1200 * Math.log(PitchShift.of(semitones, RATE).ratio()) / Math.log(2);

    assertThat(cents).isCloseTo(100 * semitones, within(1.0));
  }

  @Test
  void aShiftOfNothingIsTheWaveformAndSilenceStaysSilent() {
    float[] noise = Signals.noise(5_000, 3);

    assertThat(PitchShift.of(0, RATE).shift(noise)).containsExactly(noise).isNotSameAs(noise);
    assertThat(PitchShift.of(4, RATE).shift(new float[5_000])).hasSize(5_000).containsOnly(0f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 700, 799})
  void aShiftOfFewSamplesIsFinite(int samples) {
    float[] shifted = PitchShift.of(3, RATE).shift(Signals.noise(samples, 4));

    assertThat(shifted).hasSize(samples);
    for (float value : shifted) {
      assertThat(value).isFinite();
    }
  }

  @Test
  void effectsRefuseWhatCannotBe() {
    float[] one = new float[1];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mixing.atSnr(one, new float[2], 0))
        .withMessage("expected 1 samples of noise but was 2");
    assertThatIllegalArgumentException().isThrownBy(() -> Mixing.atSnr(one, one, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Clipping.ofPeak(one, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Clipping.ofPeak(one, 1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> LowPass.of(0, RATE));
    assertThatIllegalArgumentException().isThrownBy(() -> PitchShift.of(37, RATE));
    assertThatIllegalArgumentException().isThrownBy(() -> PitchShift.of(Double.NaN, RATE));
  }

  private static double level(float[] actual, float[] expected) {
    return Signals.decibels(
        Signals.rms(actual, 0, actual.length) / Signals.rms(expected, 0, expected.length));
  }

  /** Frequency of a tone in Hz, by its rising zeros in the middle second, linearly interpolated. */
  private static double frequency(float[] samples) {
    double first = -1;
    double last = -1;
    int periods = -1;
    for (int i = RATE; i < 2 * RATE; i++) {
      if (samples[i - 1] < 0 && samples[i] >= 0) {
        last = i - samples[i] / (double) (samples[i] - samples[i - 1]);
        first = first < 0 ? last : first;
        periods++;
      }
    }
    return periods * RATE / (last - first);
  }
}
