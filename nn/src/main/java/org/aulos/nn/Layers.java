package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;

/**
 * Layers as functions of their {@link Weights}, which are named as in PyTorch. Gradients pass
 * through all of them.
 */
public final class Layers {
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);
  // PyTorch's 0.1 is the share of the batch; the engine's binding wants that of the past.
  private static final float MOMENTUM = 0.9f;
  private static final float EPSILON = 1e-5f;

  private Layers() {}

  /**
   * A convolution of 3 x 3 that keeps the size.
   *
   * @param x {@code [batch, inputs, height, width]}
   * @param layer {@code weight [outputs, inputs, 3, 3]} and {@code bias [outputs]}
   * @return {@code [batch, outputs, height, width]}
   */
  public static NDArray convolution3x3(NDArray x, Weights layer) {
    return Conv2d.conv2d(x, layer.get("weight"), layer.get("bias"), ONE, ONE, ONE)
        .singletonOrThrow();
  }

  /**
   * Batch normalisation over all axes but the second; epsilon 1e-5, momentum 0.1.
   *
   * @param layer {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}
   * @param training whether the statistics are those of the batch, which then move the running ones
   */
  public static NDArray batchNorm(NDArray x, Weights layer, boolean training) {
    return BatchNorm.batchNorm(
            x,
            layer.get("running_mean"),
            layer.get("running_var"),
            layer.get("weight"),
            layer.get("bias"),
            1,
            MOMENTUM,
            EPSILON,
            training)
        .singletonOrThrow();
  }

  /**
   * The largest of each 2 x 2 points; an odd last row or column is left out.
   *
   * @param x {@code [batch, channels, height, width]}
   */
  public static NDArray maxPool2x2(NDArray x) {
    return Pool.maxPool2d(x, TWO, TWO, new Shape(0, 0), false);
  }

  /**
   * A linear layer over the last axis.
   *
   * @param layer {@code weight [outputs, inputs]} and {@code bias [outputs]}
   */
  public static NDArray linear(NDArray x, Weights layer) {
    return Linear.linear(x, layer.get("weight"), layer.get("bias")).singletonOrThrow();
  }

  /**
   * Sets values to zero at random and scales the others by {@code 1 / (1 - rate)}. The draws are
   * those of the engine, seeded by {@link ai.djl.engine.Engine#setRandomSeed}.
   *
   * @param rate share of zeros, 0 to 1
   */
  public static NDArray dropout(NDArray x, float rate) {
    return Dropout.dropout(x, rate, true).singletonOrThrow();
  }
}
