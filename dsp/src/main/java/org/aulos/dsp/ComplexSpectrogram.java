package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

/**
 * Complex spectra of successive frames, {@code [frames, bins]}, to be read and changed in place.
 */
public final class ComplexSpectrogram {

  private final int frames;
  private final int bins;
  private final float[] re;
  private final float[] im;

  /**
   * A spectrogram of zeros.
   *
   * @throws IllegalArgumentException if {@code frames} is negative or {@code bins} less than 1
   */
  public ComplexSpectrogram(int frames, int bins) {
    require(frames >= 0, "frames >= 0", frames);
    require(bins >= 1, "bins >= 1", bins);
    this.frames = frames;
    this.bins = bins;
    re = new float[Math.multiplyExact(frames, bins)];
    im = new float[re.length];
  }

  /** Frames. */
  public int frames() {
    return frames;
  }

  /** Bins of a frame. */
  public int bins() {
    return bins;
  }

  /** The real parts themselves, not a copy. */
  public float[] re() {
    return re;
  }

  /** The imaginary parts themselves, not a copy. */
  public float[] im() {
    return im;
  }
}
