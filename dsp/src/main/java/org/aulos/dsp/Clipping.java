package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

/** Clipping: what a stage does to a signal that is too loud for it. */
public final class Clipping {

  private Clipping() {}

  /**
   * The waveform with every sample held within {@code share} of its largest magnitude.
   *
   * @param share of the peak that is left, in (0, 1]
   * @throws IllegalArgumentException if the share is not in that range
   */
  public static float[] ofPeak(float[] samples, double share) {
    require(share > 0 && share <= 1, "a share of the peak in (0, 1]", share);
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    float bound = (float) (share * peak);
    float[] clipped = new float[samples.length];
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.max(-bound, Math.min(bound, samples[i]));
    }
    return clipped;
  }
}
