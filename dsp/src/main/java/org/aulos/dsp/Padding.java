package org.aulos.dsp;

/** What a frame reads where it reaches beyond the signal. */
public enum Padding {
  /** Nothing is read: frames lie inside the signal, and what does not fill a frame is left out. */
  NONE,

  /** Zeros. */
  ZERO,

  /**
   * The signal mirrored about its first and last sample, which are not repeated. A signal shorter
   * than the margin is mirrored as often as needed; a single sample reads as a constant.
   */
  REFLECT;

  /**
   * Position inside a signal of {@code length} samples that the mirrored position {@code index}
   * reads.
   *
   * @throws IllegalArgumentException if {@code length} is less than 1
   */
  public static int reflect(int index, int length) {
    Arguments.require(length >= 1, "length >= 1", length);
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int position = Math.floorMod(index, period);
    return Math.min(position, period - position);
  }
}
