package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Arrays;

/**
 * A low-pass filter without delay: within 0.01 dB up to 0.9 of the cut-off, at least 100 dB down
 * from the cut-off on. It resamples to twice the cut-off and back, so {@link
 * Resampler.Quality#KAISER} decides its shape.
 */
public final class LowPass {

  private final Resampler down;
  private final Resampler up;
  private final boolean passesAll;

  private LowPass(int cutoff, int sampleRate) {
    passesAll = 2L * cutoff >= sampleRate;
    down = Resampler.of(sampleRate, passesAll ? sampleRate : 2 * cutoff);
    up = Resampler.of(passesAll ? sampleRate : 2 * cutoff, sampleRate);
  }

  /**
   * A filter for waveforms of one rate.
   *
   * @param cutoff in Hz, 1 or more; a filter whose cut-off is half the rate or more passes
   *     everything
   * @param sampleRate in Hz
   * @throws IllegalArgumentException if one is less than 1 Hz, or the cut-off is less than about a
   *     millionth of the rate
   */
  public static LowPass of(int cutoff, int sampleRate) {
    require(cutoff >= 1, "cutoff >= 1 Hz", cutoff);
    require(sampleRate >= 1, "sampleRate >= 1 Hz", sampleRate);
    return new LowPass(cutoff, sampleRate);
  }

  /** What lies below the cut-off, as many samples as came; a new array. */
  public float[] filter(float[] samples) {
    return passesAll
        ? samples.clone()
        : Arrays.copyOf(up.resample(down.resample(samples)), samples.length);
  }
}
