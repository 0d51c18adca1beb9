package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Checks of arguments and options, with one wording. */
public final class Checks {
  private Checks() {}

  /**
   * Requires a condition.
   *
   * @param expected what would be right, as in {@code epochs > 0}
   * @param actual the value
   * @throws IllegalArgumentException if it does not hold, with both
   */
  public static void require(boolean condition, String expected, Object actual) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected + " but was " + actual);
    }
  }

  /** A float32 batch of patches, not empty. */
  static void patches(NDArray patches, Shape patch) {
    Shape shape = patches.getShape();
    require(
        patches.getDataType() == DataType.FLOAT32
            && shape.dimension() == 3
            && shape.get(0) > 0
            && shape.slice(1).equals(patch),
        "float32 patches of shape [patches, " + patch.get(0) + ", " + patch.get(1) + "]",
        patches.getDataType() + " " + shape);
  }

  /** One length for each clip, none longer than the padded axis. */
  static void lengths(String what, int[] lengths, long clips, long padded) {
    require(
        lengths.length == clips,
        "one " + what + " for each of " + clips + " clips",
        lengths.length);
    for (int length : lengths) {
      require(length >= 0 && length <= padded, what + " in 0.." + padded, length);
    }
  }
}
