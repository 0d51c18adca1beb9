package org.aulos.tensorflow;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Values in host memory with a shape, row-major: what goes into a {@link SavedModel} and what comes
 * out. The array is handed over, not copied, neither on the way in nor on the way out.
 */
public final class HostTensor {
  private final Object values;
  private final DataType type;
  private final Shape shape;

  private HostTensor(Object values, int length, DataType type, long[] dimensions) {
    this.values = values;
    this.type = type;
    this.shape = new Shape(dimensions);
    for (long dimension : dimensions) {
      if (dimension < 0) {
        throw new IllegalArgumentException("expected dimensions >= 0 but was " + shape);
      }
    }
    if (shape.size() != length) {
      throw new IllegalArgumentException(
          "expected %d values for the shape %s but were %d".formatted(shape.size(), shape, length));
    }
  }

  /**
   * Values of type float32.
   *
   * @param dimensions none for a scalar
   * @throws IllegalArgumentException if there are more or fewer values than the shape holds
   */
  public static HostTensor of(float[] values, long... dimensions) {
    return new HostTensor(values, values.length, DataType.FLOAT32, dimensions);
  }

  /**
   * Values of type int32.
   *
   * @param dimensions none for a scalar
   * @throws IllegalArgumentException if there are more or fewer values than the shape holds
   */
  public static HostTensor of(int[] values, long... dimensions) {
    return new HostTensor(values, values.length, DataType.INT32, dimensions);
  }

  /**
   * Values of type int64.
   *
   * @param dimensions none for a scalar
   * @throws IllegalArgumentException if there are more or fewer values than the shape holds
   */
  public static HostTensor of(long[] values, long... dimensions) {
    return new HostTensor(values, values.length, DataType.INT64, dimensions);
  }

  /** Type of each value: float32, int32 or int64. */
  public DataType type() {
    return type;
  }

  /** Dimensions; none for a scalar. */
  public Shape shape() {
    return shape;
  }

  /**
   * The values, row-major; the array itself, not a copy.
   *
   * @throws IllegalStateException if they are not float32
   */
  public float[] floats() {
    if (values instanceof float[] floats) {
      return floats;
    }
    throw new IllegalStateException("expected float32 values but was " + this);
  }

  /**
   * The values; the array itself.
   *
   * @throws IllegalStateException if they are not int32
   */
  int[] ints() {
    if (values instanceof int[] ints) {
      return ints;
    }
    throw new IllegalStateException("expected int32 values but was " + this);
  }

  /**
   * The values; the array itself.
   *
   * @throws IllegalStateException if they are not int64
   */
  long[] longs() {
    if (values instanceof long[] longs) {
      return longs;
    }
    throw new IllegalStateException("expected int64 values but was " + this);
  }

  /** Type and shape, as in {@code float32 (2, 1024)}. */
  @Override
  public String toString() {
    return type + " " + shape;
  }
}
