package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.aulos.dsp.Deltas;

/**
 * Derivatives of features over time, as tensor operations; the twin of {@link Deltas}. Beyond a
 * clip its own first and last frames are repeated.
 */
public final class TensorDeltas {
  private final double[] weights;

  /**
   * Derivatives of the given order.
   *
   * @param order 1 or 2
   * @param width frames that take part; odd, at least 3
   */
  public TensorDeltas(int order, int width) {
    weights = new Deltas(order, width).weights();
  }

  /**
   * The derivatives of features, of the same shape.
   *
   * @param features float32 {@code [batch, frames, bins]}
   * @param frames valid frames of each clip; what lies behind is not read, and zero in the result
   * @throws IllegalArgumentException if type, shape or a count does not fit
   */
  public NDArray apply(NDArray features, int[] frames) {
    Shape shape = features.getShape();
    Checks.require(
        features.getDataType() == DataType.FLOAT32 && shape.dimension() == 3 && shape.size() > 0,
        "float32 of shape [batch, frames, bins]",
        features.getDataType() + " " + shape);
    Checks.lengths("frames", frames, shape.get(0), shape.get(1));
    return Scope.result(() -> Clips.zeroBehind(differentiated(features, frames), frames));
  }

  private NDArray differentiated(NDArray features, int[] frames) {
    int count = Math.toIntExact(features.getShape().get(1));
    NDArray extended = extended(features, frames);
    NDArray sum = features.zerosLike();
    for (int k = 0; k < weights.length; k++) {
      sum.addi(extended.get(":, {}:{}", k, k + count).mul(weights[k]));
    }
    return sum;
  }

  /**
   * The clips with their first and last frames repeated, {@code [batch, frames + width - 1, bins]}.
   */
  private NDArray extended(NDArray features, int[] frames) {
    Shape shape = features.getShape();
    int half = weights.length / 2;
    int count = Math.toIntExact(shape.get(1));
    int room = count + 2 * half;
    long[] sources = new long[frames.length * room];
    for (int i = 0; i < sources.length; i++) {
      int clip = i / room;
      int nearest = Math.max(0, Math.min(frames[clip] - 1, i % room - half));
      sources[i] = (long) clip * count + nearest;
    }
    NDArray rows = features.reshape(-1, shape.get(2));
    return rows.get(features.getManager().create(sources))
        .reshape(shape.get(0), room, shape.get(2));
  }
}
