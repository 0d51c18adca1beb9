package org.aulos.testkit;

import java.util.Random;
import org.aulos.api.Waveform;

/** Signals given by formula, the same on every machine. */
public final class Signals {
  private Signals() {}

  /** Zeros. */
  public static Waveform silence(double seconds, int sampleRate) {
    return Waveform.mono(new float[frames(seconds, sampleRate)], sampleRate);
  }

  /** A sine of amplitude 0.5. */
  public static Waveform sine(double frequency, double seconds, int sampleRate) {
    float[] samples = new float[frames(seconds, sampleRate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * frequency * i / sampleRate));
    }
    return Waveform.mono(samples, sampleRate);
  }

  /** White Gaussian noise of standard deviation 0.1. */
  public static Waveform noise(long seed, double seconds, int sampleRate) {
    Random random = new Random(seed);
    float[] samples = new float[frames(seconds, sampleRate)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian());
    }
    return Waveform.mono(samples, sampleRate);
  }

  private static int frames(double seconds, int sampleRate) {
    return (int) Math.round(seconds * sampleRate);
  }
}
