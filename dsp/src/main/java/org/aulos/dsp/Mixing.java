package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

/** Sums of waveforms at stated levels. */
public final class Mixing {

  private Mixing() {}

  /**
   * A signal and a noise below it: {@code signal + gain * noise}, where the gain makes the ratio of
   * their mean powers {@code decibels}. A signal or a noise that is silent leaves the signal as it
   * is: no gain could make the ratio.
   *
   * @param signal its samples
   * @param noise as many samples
   * @param decibels power of the signal over that of the noise in the sum; finite
   * @throws IllegalArgumentException if the lengths differ or the ratio is not finite
   */
  public static float[] atSnr(float[] signal, float[] noise, double decibels) {
    require(noise.length == signal.length, signal.length + " samples of noise", noise.length);
    require(Double.isFinite(decibels), "a finite ratio in dB", decibels);
    double signalEnergy = energy(signal);
    double noiseEnergy = energy(noise);
    double gain =
        signalEnergy > 0 && noiseEnergy > 0
            ? Math.sqrt(signalEnergy / noiseEnergy) * Math.pow(10, -decibels / 20)
            : 0;
    float[] mixed = new float[signal.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) (signal[i] + gain * noise[i]);
    }
    return mixed;
  }

  private static double energy(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return sum;
  }
}
