package org.aulos.nn;

/** The signals by formula that golden outputs were made of, 16 kHz. */
final class GoldenSignals {
  private GoldenSignals() {}

  static float[] of(String name) {
    return switch (name) {
      case "zeros_48000" -> new float[48_000];
      case "tone_16000" -> tone(16_000);
      case "tone_5000" -> tone(5_000);
      case "sine440_48000" -> sine();
      case "lcg_noise_48000" -> noise();
      default -> throw new IllegalArgumentException("expected a golden signal but was " + name);
    };
  }

  private static float[] tone(int samples) {
    float[] tone = new float[samples];
    for (int t = 0; t < samples; t++) {
      double phase = 2 * Math.PI * t / 16_000;
      tone[t] = (float) (0.5 * Math.sin(440 * phase) + 0.25 * Math.sin(1234.5 * phase));
    }
    return tone;
  }

  private static float[] sine() {
    float[] sine = new float[48_000];
    for (int t = 0; t < sine.length; t++) {
      sine[t] = (float) Math.sin(2 * Math.PI * 440 * t / 16_000);
    }
    return sine;
  }

  private static float[] noise() {
    float[] noise = new float[48_000];
    long s = 12_345;
    for (int t = 0; t < noise.length; t++) {
      s = (1_103_515_245 * s + 12_345) & 0x7fffffff;
      noise[t] = (float) (0.5 * (2.0 * s / (1L << 31) - 1));
    }
    return noise;
  }
}
