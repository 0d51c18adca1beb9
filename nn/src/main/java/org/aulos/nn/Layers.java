package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;

/**
 * Layers as functions of their {@link Weights}, which are named as in PyTorch. Gradients pass
 * through all of them.
 */
public final class Layers {
  static final double BATCH_NORM_EPSILON = 1e-5;

  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);
  private static final TorchFunction DOUBLE =
      new TorchFunction(
          "torch.conv_transpose2d(x, weight, bias, [2, 2], [1, 1])", "x", "weight", "bias");
  // What the binding itself returns is a view, and to change one in place copies it.
  private static final TorchFunction NORM_BY_BATCH = batchNorm("True");
  private static final TorchFunction NORM_BY_PAST = batchNorm("False");
  private static final TorchFunction RECTIFY = new TorchFunction("torch.relu_(x)", "x");
  private static final TorchFunction DROP =
      new TorchFunction("torch.dropout_(x, float(rate), True)", "x", "rate");

  private Layers() {}

  private static TorchFunction batchNorm(String training) {
    return new TorchFunction(
        "torch.batch_norm(x, weight, bias, mean, variance, %s, 0.1, %s, True)"
            .formatted(training, BATCH_NORM_EPSILON),
        "x",
        "weight",
        "bias",
        "mean",
        "variance");
  }

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
   * A convolution of 4 x 4 with a stride of 2 and a margin of 1, which halves an even size.
   *
   * @param x {@code [batch, inputs, height, width]}
   * @param layer {@code weight [outputs, inputs, 4, 4]} and {@code bias [outputs]}
   * @return {@code [batch, outputs, height / 2, width / 2]}
   */
  public static NDArray halvingConvolution4x4(NDArray x, Weights layer) {
    return Conv2d.conv2d(x, layer.get("weight"), layer.get("bias"), TWO, ONE, ONE)
        .singletonOrThrow();
  }

  /**
   * The transpose of {@link #halvingConvolution4x4}, which doubles the size.
   *
   * @param x {@code [batch, inputs, height, width]}
   * @param layer {@code weight [inputs, outputs, 4, 4]} and {@code bias [outputs]}
   * @return {@code [batch, outputs, 2 height, 2 width]}
   */
  public static NDArray doublingConvolution4x4(NDArray x, Weights layer) {
    return DOUBLE.apply(x, layer.get("weight"), layer.get("bias"));
  }

  /**
   * The same maps with the channels innermost in memory; so are then those of the convolutions
   * behind, which take less time there.
   *
   * @param x {@code [batch, channels, height, width]}
   */
  public static NDArray innermostChannels(NDArray x) {
    Shape shape = x.getShape();
    // By way of one row: the engine keeps the order in memory of a shape it keeps, and takes one
    // channel for the outermost unless it is given the stride of an innermost one.
    return x.transpose(0, 2, 3, 1)
        .flatten()
        .reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
        .transpose(0, 3, 1, 2);
  }

  /**
   * Batch normalisation over all axes but the second; epsilon 1e-5, momentum 0.1.
   *
   * @param layer {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}
   * @param mode in training the statistics are those of the batch, which then move the running ones
   */
  public static NDArray batchNorm(NDArray x, Weights layer, Mode mode) {
    TorchFunction norm = mode == Mode.EVALUATION ? NORM_BY_PAST : NORM_BY_BATCH;
    return norm.apply(
        x,
        layer.get("weight"),
        layer.get("bias"),
        layer.get("running_mean"),
        layer.get("running_var"));
  }

  /**
   * {@link #batchNorm}, with zero for what is below it, and then {@link #dropout}. The three share
   * one array: large ones cost the system more time than their values the processor.
   *
   * @param rate share of zeros in training, 0 to 1
   */
  public static NDArray rectifiedBatchNorm(NDArray x, Weights layer, float rate, Mode mode) {
    NDArray norm = batchNorm(x, layer, mode);
    // Dropout first, to the same result: the rectifier's gradient asks for what it has left.
    NDArray kept =
        mode == Mode.TRAINING && rate > 0
            ? DROP.apply(norm, EngineArrays.scalar(norm.getManager(), rate))
            : norm;
    return RECTIFY.apply(kept);
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
   * Normalisation of the last axis of each item.
   *
   * @param layer {@code weight} and {@code bias}, of the length of that axis
   * @param epsilon added to the variance
   */
  public static NDArray layerNorm(NDArray x, Weights layer, float epsilon) {
    NDArray weight = layer.get("weight");
    return LayerNorm.layerNorm(x, weight.getShape(), weight, layer.get("bias"), epsilon)
        .singletonOrThrow();
  }

  /**
   * A linear layer over the last axis.
   *
   * @param layer {@code weight [outputs, inputs]} and, if it has one, {@code bias [outputs]}
   */
  public static NDArray linear(NDArray x, Weights layer) {
    NDArray weight = layer.get("weight");
    return layer.names().contains("bias")
        ? Linear.linear(x, weight, layer.get("bias")).singletonOrThrow()
        : Linear.linear(x, weight).singletonOrThrow();
  }

  /**
   * A linear layer over the first of two axes: {@link #linear} of the transpose, transposed, in
   * less time where the columns are far fewer than the outputs.
   *
   * @param columns {@code [inputs, columns]}
   * @param layer {@code weight [outputs, inputs]} and {@code bias [outputs]}
   * @return {@code [outputs, columns]}
   */
  public static NDArray linearOfColumns(NDArray columns, Weights layer) {
    return layer.get("weight").matMul(columns).add(layer.get("bias").expandDims(1));
  }

  /**
   * In training, sets values to zero at random and scales the others by {@code 1 / (1 - rate)}. The
   * draws are those of the engine, seeded by {@link ai.djl.engine.Engine#setRandomSeed}.
   *
   * @param rate share of zeros, 0 to 1
   * @param mode which of them drops anything
   */
  public static NDArray dropout(NDArray x, float rate, Mode mode) {
    return mode == Mode.TRAINING ? Dropout.dropout(x, rate, true).singletonOrThrow() : x;
  }

  /**
   * Rows of length 1.
   *
   * @param rows {@code [rows, width]}
   * @param least what a shorter row is divided by, so that a row of zeros stays one; above 0
   */
  public static NDArray unit(NDArray rows, double least) {
    NDArray power = rows.square().sum(new int[] {1}, true);
    NDArray norm = power.pow(EngineArrays.scalar(rows.getManager(), 0.5));
    return rows.div(norm.maximum(EngineArrays.scalar(rows.getManager(), least)));
  }

  /** All values times a factor; see {@link EngineArrays#scalar} for why it is not {@code mul}. */
  public static NDArray scaled(NDArray x, double factor) {
    return x.mul(EngineArrays.scalar(x.getManager(), factor));
  }
}
