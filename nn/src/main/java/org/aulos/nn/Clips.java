package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** A checked batch of waveforms, each channel a row of its own. */
final class Clips {
  private final NDArray samples;
  private final int[] lengths;
  private final int channels;

  private Clips(NDArray samples, int[] lengths, int channels) {
    this.samples = samples;
    this.lengths = lengths;
    this.channels = channels;
  }

  /**
   * The batch.
   *
   * @param samples float32 {@code [batch, samples]} or {@code [batch, channels, samples]}
   * @param lengths valid samples of each clip
   * @throws IllegalArgumentException if type, shape or a length does not fit
   */
  static Clips of(NDArray samples, int[] lengths) {
    Shape shape = samples.getShape();
    int rank = shape.dimension();
    Checks.require(
        samples.getDataType() == DataType.FLOAT32,
        "samples of type float32",
        samples.getDataType());
    Checks.require(
        rank == 2 || rank == 3,
        "samples of shape [batch, samples] or [batch, channels, samples]",
        shape);
    Checks.require(shape.size() > 0, "at least one sample, padding included", shape);
    Checks.lengths("length", lengths, shape.get(0), shape.get(rank - 1));
    int channels = rank == 2 ? 1 : Math.toIntExact(shape.get(1));
    return new Clips(samples, repeated(lengths, channels), channels);
  }

  /**
   * Features of the clips: frames behind the valid ones of a clip are zero, and there is one frame
   * at least.
   *
   * @param frames valid frames of so many samples
   * @param bins values in a frame of one channel
   * @param computation gives {@code [rows, frames, bins]} of these clips, of which one has a frame
   * @return float32 {@code [batch, frames, channels * bins]}
   */
  NDArray features(IntUnaryOperator frames, int bins, Function<Clips, NDArray> computation) {
    int[] valid = Arrays.stream(lengths).map(frames).toArray();
    int most = Arrays.stream(valid).max().orElse(0);
    int batch = lengths.length / channels;
    if (most == 0) {
      return manager().zeros(new Shape(batch, 1, (long) channels * bins));
    }
    return Scope.result(
        () -> {
          Clips rows = new Clips(trimmed(), lengths, channels);
          NDArray features = zeroBehind(computation.apply(rows), valid);
          return features
              .reshape(batch, channels, most, bins)
              .transpose(0, 2, 1, 3)
              .reshape(batch, most, (long) channels * bins);
        });
  }

  /** Rows of samples, {@code [rows, samples]}, as long as the longest clip but not empty. */
  NDArray samples() {
    return samples;
  }

  /** Valid samples of each row. */
  int[] lengths() {
    return lengths.clone();
  }

  NDManager manager() {
    return samples.getManager();
  }

  /**
   * The array with zeros in place of what lies behind the valid part of each row.
   *
   * @param array {@code [rows, positions, …]}
   */
  static NDArray zeroBehind(NDArray array, int[] valid) {
    long positions = array.getShape().get(1);
    if (Arrays.stream(valid).allMatch(count -> count == positions)) {
      return array;
    }
    // Not a product: what lies there may be infinite.
    return NDArrays.where(
        valid(array, valid).broadcast(array.getShape()), array, array.zerosLike());
  }

  /**
   * Whether a position is valid, {@code [rows, positions, 1, …]} of the rank of the array.
   *
   * @param array {@code [rows, positions, …]}
   */
  static NDArray valid(NDArray array, int[] valid) {
    long[] ones = new long[array.getShape().dimension()];
    Arrays.fill(ones, 1);
    long[] down = ones.clone();
    down[0] = valid.length;
    long[] along = ones.clone();
    along[1] = array.getShape().get(1);
    NDManager manager = array.getManager();
    NDArray counts = manager.create(valid).reshape(new Shape(down));
    return manager.arange(Math.toIntExact(along[1])).reshape(new Shape(along)).lt(counts);
  }

  private NDArray trimmed() {
    int longest = Math.max(1, Arrays.stream(lengths).max().orElse(0));
    NDArray rows = samples.reshape(lengths.length, -1);
    return rows.get(":, :" + longest);
  }

  private static int[] repeated(int[] lengths, int times) {
    int[] repeated = new int[lengths.length * times];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = lengths[i / times];
    }
    return repeated;
  }
}
