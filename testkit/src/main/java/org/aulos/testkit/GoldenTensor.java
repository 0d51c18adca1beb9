package org.aulos.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** A named float32 tensor of a {@link GoldenCase}, row-major, on the host. */
public final class GoldenTensor {
  private final String name;
  private final int[] shape;
  private final float[] values;

  GoldenTensor(String name, int[] shape, float[] values) {
    this.name = name;
    this.shape = shape;
    this.values = values;
  }

  /** Its name in the file. */
  public String name() {
    return name;
  }

  /** Size of each axis; empty for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * Size of one axis.
   *
   * @param axis 0 for the outermost
   * @throws IllegalArgumentException if the tensor has no such axis
   */
  public int size(int axis) {
    if (axis < 0 || axis >= shape.length) {
      throw new IllegalArgumentException(
          "expected 0 <= axis < " + shape.length + " but was " + axis + " for " + this);
    }
    return shape[axis];
  }

  /** All values, row-major; a copy. */
  public float[] floats() {
    return values.clone();
  }

  /**
   * The tensor as an array.
   *
   * @param manager owns it, and decides the device
   */
  public NDArray toArray(NDManager manager) {
    return manager.create(values, new Shape(Arrays.stream(shape).asLongStream().toArray()));
  }

  /** All values in double precision, row-major. */
  public double[] doubles() {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** All values as whole numbers, row-major: the files store ids, indices and masks as float32. */
  public int[] ints() {
    int[] ints = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      ints[i] = Math.round(values[i]);
    }
    return ints;
  }

  /**
   * The part of the tensor at one index of its outermost axis: a row of a matrix, a channel of a
   * recording.
   *
   * @throws IllegalArgumentException if the index is out of range
   */
  public float[] row(int index) {
    if (index < 0 || index >= size(0)) {
      throw new IllegalArgumentException(
          "expected 0 <= index < " + size(0) + " but was " + index + " for " + this);
    }
    int stride = values.length / shape[0];
    return Arrays.copyOfRange(values, index * stride, (index + 1) * stride);
  }

  /** The values themselves, not a copy. */
  float[] values() {
    return values;
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
