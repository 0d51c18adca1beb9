package org.aulos.runtime.dataset.synthesis;

/** Measures sounds, by definition rather than by a transform. */
final class Listening {
  static final int RATE = 16_000;

  private Listening() {}

  /** Amplitude of the sine of the given frequency in a stretch of samples, Hann-windowed. */
  static double amplitude(double[] samples, int from, int length, double hertz) {
    double cosine = 0;
    double sine = 0;
    double weights = 0;
    for (int i = 0; i < length; i++) {
      double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / length);
      double angle = 2 * Math.PI * hertz * i / RATE;
      cosine += weight * samples[from + i] * Math.cos(angle);
      sine += weight * samples[from + i] * Math.sin(angle);
      weights += weight;
    }
    return 2 * Math.hypot(cosine, sine) / weights;
  }

  static double amplitude(double[] samples, double hertz) {
    return amplitude(samples, 0, samples.length, hertz);
  }

  /** Mean power at a frequency over many short stretches, in dB. */
  static double density(double[] samples, double hertz) {
    double sum = 0;
    int length = 512;
    for (int from = 0; from + length <= samples.length; from += length) {
      double amplitude = amplitude(samples, from, length, hertz);
      sum += amplitude * amplitude;
    }
    return 10 * Math.log10(sum);
  }
}
