package org.aulos.runtime.dataset.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseTest {
  private static double[] samples(Noise noise) {
    double[] samples = new double[512 * 600];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = noise.next();
    }
    return samples;
  }

  /** Slope over three octaves, in dB an octave; 600 stretches leave an error of 0.2 dB or so. */
  private static double slope(double[] samples) {
    return (Listening.density(samples, 2400) - Listening.density(samples, 300)) / 3;
  }

  private static double power(double[] samples) {
    double sum = 0;
    for (double sample : samples) {
      sum += sample * sample;
    }
    return sum / samples.length;
  }

  @Test
  void whiteIsFlat() {
    double[] samples = samples(Noise.white(new Dice(1)));

    assertThat(slope(samples)).isCloseTo(0, within(0.4));
    assertThat(power(samples)).isCloseTo(1 / 3.0, within(0.01));
  }

  @Test
  void pinkFallsByThreeDecibelsAnOctave() {
    assertThat(slope(samples(Noise.pink(new Dice(1))))).isCloseTo(-3, within(0.6));
  }

  @Test
  void brownFallsBySixDecibelsAnOctave() {
    double[] samples = samples(Noise.brown(new Dice(1), 50, Listening.RATE));

    assertThat(slope(samples)).isCloseTo(-6, within(0.6));
    assertThat(power(samples)).isCloseTo(1 / 3.0, within(0.03));
  }
}
