package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Cuts signals into overlapping frames, and adds overlapping frames to signals: two linear maps,
 * each the transpose of the other. Both go by blocks of one hop, as the engine has neither as one
 * operation.
 */
final class Frames {
  private Frames() {}

  /**
   * Frames {@code t} of {@code size} samples from {@code t * hop} on.
   *
   * @param signals {@code [rows, samples]}; zeros are read behind them
   * @return {@code [rows, count, size]}
   */
  static NDArray cut(NDArray signals, int size, int hop, int count) {
    int blocks = blocks(size, hop);
    long rows = signals.getShape().get(0);
    NDArray padded = fitted(signals, (long) (count + blocks - 1) * hop);
    NDArray hops = padded.reshape(rows, (long) count + blocks - 1, hop);
    NDList shifted = new NDList();
    for (int k = 0; k < blocks; k++) {
      shifted.add(hops.get(":, {}:{}", k, k + count));
    }
    return NDArrays.concat(shifted, 2).get(":, :, :" + size);
  }

  /**
   * Sum of frames, frame {@code t} added from {@code t * hop} on.
   *
   * @param frames {@code [rows, count, size]}
   * @return {@code [rows, samples]}, at least {@code (count - 1) * hop + size} samples
   */
  static NDArray overlapAdd(NDArray frames, int hop) {
    Shape shape = frames.getShape();
    int blocks = blocks(Math.toIntExact(shape.get(2)), hop);
    long count = shape.get(1);
    NDArray whole = frames.reshape(-1, shape.get(2));
    NDArray hops = fitted(whole, (long) blocks * hop).reshape(shape.get(0), count, blocks, hop);
    NDArray sum = frames.getManager().zeros(new Shape(shape.get(0), count + blocks - 1, hop));
    for (int k = 0; k < blocks; k++) {
      // Writes through the slice: it is a view of the sum.
      sum.get(":, {}:{}", k, k + count).addi(hops.get(":, :, " + k));
    }
    return sum.reshape(shape.get(0), (count + blocks - 1) * hop);
  }

  /** Rows of exactly {@code length} samples: cut off, or extended with zeros. */
  static NDArray fitted(NDArray signals, long length) {
    long missing = length - signals.getShape().get(1);
    if (missing <= 0) {
      return signals.get(":, :" + length);
    }
    Shape shape = new Shape(signals.getShape().get(0), missing);
    return signals.concat(signals.getManager().zeros(shape), 1);
  }

  private static int blocks(int size, int hop) {
    return (size + hop - 1) / hop;
  }
}
