package org.aulos.nn;

import ai.djl.ndarray.types.Shape;

/** Sizes that a file claims, which may be chosen to overflow. */
final class Sizes {
  private Sizes() {}

  /** Bytes of a tensor, or -1 if they are more than {@code limit}. */
  static long bytes(Shape shape, int width, long limit) {
    long bytes = width;
    for (int axis = 0; axis < shape.dimension(); axis++) {
      if (shape.get(axis) == 0) {
        return 0;
      }
    }
    for (int axis = 0; axis < shape.dimension(); axis++) {
      // Before the product, which a hostile shape overflows.
      if (shape.get(axis) > limit / bytes) {
        return -1;
      }
      bytes *= shape.get(axis);
    }
    return bytes <= limit ? bytes : -1;
  }
}
