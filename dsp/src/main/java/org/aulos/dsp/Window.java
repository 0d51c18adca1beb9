package org.aulos.dsp;

/** Which window lies over the frames of a spectrogram. */
public enum Window {
  /** {@link Windows#hann}. */
  HANN,
  /** {@link Windows#hamming}. */
  HAMMING;

  /**
   * Its samples.
   *
   * @throws IllegalArgumentException if {@code size} is less than 1
   */
  public float[] samples(int size) {
    return switch (this) {
      case HANN -> Windows.hann(size);
      case HAMMING -> Windows.hamming(size);
    };
  }
}
