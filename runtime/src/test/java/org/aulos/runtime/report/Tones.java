package org.aulos.runtime.report;

/** Sounds for tests. */
final class Tones {
  private Tones() {}

  /** A sine of amplitude 0.5. */
  static float[] sine(double frequency, int samples, int sampleRate) {
    float[] sine = new float[samples];
    for (int i = 0; i < samples; i++) {
      sine[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / sampleRate));
    }
    return sine;
  }
}
