package org.aulos.runtime.dataset.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.aulos.runtime.dataset.synthesis.Listening.RATE;
import static org.aulos.runtime.dataset.synthesis.Listening.amplitude;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.FormantVoice.Syllable;
import org.aulos.runtime.dataset.synthesis.ModalBank.Mode;
import org.junit.jupiter.api.Test;

class SynthesisTest {
  private static double[] wave(Wavetable table, double hertz) {
    double[] samples = new double[RATE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = table.at(hertz * i / RATE);
    }
    return samples;
  }

  @Test
  void theTableOfSinesIsAsExactAsItSays() {
    for (int i = 0; i < 10_000; i++) {
      double turns = i * 0.000_37;

      assertThat(Wavetable.SINE.at(turns))
          .isCloseTo(StrictMath.sin(2 * StrictMath.PI * turns), within(3e-7));
    }
  }

  @Test
  void harmonicsFallAsAskedAndEndBelowHalfTheRate() {
    double[] samples = wave(Wavetable.falling(6, false, 1000, RATE), 1000);

    double octave = 20 * Math.log10(amplitude(samples, 1000) / amplitude(samples, 2000));
    assertThat(octave).isCloseTo(6, within(0.01));
    assertThat(amplitude(samples, 7000)).isGreaterThan(0.1);
    assertThat(amplitude(samples, 7900)).isLessThan(1e-3);
  }

  @Test
  void aSquareWaveHasOddHarmonicsOnly() {
    double[] samples = wave(Wavetable.falling(6, true, 500, RATE), 500);

    assertThat(amplitude(samples, 1000)).isLessThan(1e-3);
    assertThat(amplitude(samples, 1500)).isGreaterThan(0.2);
  }

  @Test
  void aModeFallsBySixtyDecibelsInItsDecay() {
    double[] samples = new double[RATE];
    new ModalBank(List.of(new Mode(2, 1, 0.5))).strike(samples, RATE, 0.1, 220, 0.8);

    double begin = amplitude(samples, RATE / 10, 800, 440);
    double later = amplitude(samples, RATE / 10 + RATE / 2, 800, 440);
    assertThat(20 * Math.log10(begin / later)).isCloseTo(60, within(0.5));
    assertThat(amplitude(samples, 0, RATE / 10, 440)).isZero();
  }

  @Test
  void modesAboveHalfTheRateAreSilent() {
    double[] samples = new double[1000];
    new ModalBank(List.of(new Mode(1, 1, 1))).strike(samples, RATE, 0, 9000, 1);

    assertThat(samples).containsOnly(0);
  }

  @Test
  void aStringSoundsAtItsPitch() {
    for (double hertz : new double[] {82.4, 196, 440, 880}) {
      double[] samples = new double[RATE];
      new PluckedString(0.95, 8, 0.3).pluck(samples, RATE, 0, hertz, 1, new Dice(5));

      // The Hann window over a second resolves about 2 Hz; eight cents at 880 Hz are 4 Hz.
      double at = amplitude(samples, hertz);
      assertThat(at).isGreaterThan(3 * amplitude(samples, hertz - 4));
      assertThat(at).isGreaterThan(3 * amplitude(samples, hertz + 4));
    }
  }

  @Test
  void aResonatorHasUnitGainAtRestAndAPeakAtItsFrequency() {
    Resonator resonator = new Resonator(1000, 100, RATE);
    double[] impulse = new double[RATE];
    double sum = 0;
    for (int i = 0; i < impulse.length; i++) {
      impulse[i] = resonator.next(i == 0 ? 1 : 0);
      sum += impulse[i];
    }

    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(response(impulse, 1000)).isGreaterThan(response(impulse, 900));
    assertThat(response(impulse, 1000)).isGreaterThan(response(impulse, 1100));
    // At half the bandwidth from its centre a resonance has fallen by 3 dB.
    assertThat(response(impulse, 1050) / response(impulse, 1000))
        .isCloseTo(Math.sqrt(0.5), within(0.05));
  }

  private static double response(double[] impulse, double hertz) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < impulse.length; i++) {
      real += impulse[i] * Math.cos(2 * Math.PI * hertz * i / RATE);
      imaginary += impulse[i] * Math.sin(2 * Math.PI * hertz * i / RATE);
    }
    return Math.hypot(real, imaginary);
  }

  @Test
  void theFilterPassesWhatItSays() {
    StateVariableFilter filter = new StateVariableFilter(1000, 2, RATE);
    double[] low = new double[RATE];
    double[] band = new double[RATE];
    double[] high = new double[RATE];
    for (int i = 0; i < RATE; i++) {
      filter.take(i == 0 ? 1 : 0);
      low[i] = filter.low();
      band[i] = filter.band();
      high[i] = filter.high();
    }

    assertThat(response(low, 0)).isCloseTo(1, within(1e-9));
    assertThat(response(high, 0)).isCloseTo(0, within(1e-9));
    assertThat(response(high, RATE / 2.0)).isCloseTo(1, within(1e-9));
    assertThat(response(band, 1000)).isCloseTo(1, within(1e-9));
    assertThat(response(low, 1000)).isCloseTo(2, within(1e-9));
  }

  @Test
  void aVoiceSingsItsPitchWithTheFormantsOfItsVowel() {
    double[] father = sung(Phone.A);
    double[] see = sung(Phone.I);

    // Harmonics of 100 Hz next to the first formants, 730 and 270 Hz, and to the second of "see".
    assertThat(amplitude(father, 700)).isGreaterThan(4 * amplitude(father, 300));
    assertThat(amplitude(see, 300)).isGreaterThan(4 * amplitude(see, 700));
    assertThat(amplitude(see, 2300)).isGreaterThan(4 * amplitude(see, 1500));
    assertThat(amplitude(father, 700)).isGreaterThan(20 * amplitude(father, 650));
  }

  private static double[] sung(Phone vowel) {
    double[] samples = new double[RATE];
    FormantVoice voice = new FormantVoice(1, 6, 0, 5, 0);
    voice.sing(samples, RATE, List.of(new Syllable(List.of(vowel), 0, 1, 100)), new Dice(1));
    return samples;
  }

  @Test
  void aVoiceIsSilentOutsideItsSyllables() {
    double[] samples = new double[RATE];
    FormantVoice voice = new FormantVoice(1, 6, 0.1, 5, 0.01);
    Syllable syllable = new Syllable(List.of(Phone.S, Phone.A), 0.25, 0.5, 200);
    voice.sing(samples, RATE, List.of(syllable), new Dice(1));

    assertThat(amplitude(samples, 0, RATE / 4, 200)).isZero();
    assertThat(amplitude(samples, RATE / 4 + 2000, 1000, 200)).isGreaterThan(0.1);
    // The release takes some 4 ms for each 6 dB.
    assertThat(amplitude(samples, RATE / 2 + 1600, 4000, 200)).isLessThan(1e-4);
  }
}
