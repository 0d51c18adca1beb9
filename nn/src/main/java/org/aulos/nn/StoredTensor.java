package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/**
 * A tensor outside the engine: its type, its shape, and values that are read when they are asked
 * for. Immutable.
 */
public final class StoredTensor {
  private final DataType type;
  private final Shape shape;
  private final Values values;

  private StoredTensor(DataType type, Shape shape, Values values) {
    this.type = type;
    this.shape = shape;
    this.values = values;
  }

  /** Where the values of a tensor come from. */
  @FunctionalInterface
  interface Values {
    /** All values, row-major and little-endian, from position to limit. */
    ByteBuffer read() throws IOException;
  }

  /**
   * A tensor of the given values; they are copied.
   *
   * @param values row-major, as many as the shape holds
   * @throws IllegalArgumentException if they are not
   */
  public static StoredTensor of(float[] values, Shape shape) {
    Checks.require(values.length == shape.size(), shape.size() + " values", values.length);
    ByteBuffer bytes = direct((long) values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new StoredTensor(DataType.FLOAT32, shape, () -> bytes.duplicate().order(bytes.order()));
  }

  /**
   * A tensor of stored values. Those of type bfloat16 are widened to float32, which is exact: the
   * engine's binding ends the process when it is given a bfloat16 buffer.
   *
   * @param values gives as many values as the shape holds
   */
  static StoredTensor of(DataType type, Shape shape, Values values) {
    return type == DataType.BFLOAT16
        ? new StoredTensor(DataType.FLOAT32, shape, () -> widened(values.read()))
        : new StoredTensor(type, shape, values);
  }

  private static ByteBuffer widened(ByteBuffer values) throws WeightsException {
    ByteBuffer narrow = values.order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide = buffer(2L * narrow.remaining());
    while (narrow.hasRemaining()) {
      // The upper half of a float32, behind a lower half of zeros.
      wide.putShort((short) 0).putShort(narrow.getShort());
    }
    return wide.flip();
  }

  /** A copy of an array, on the host. */
  public static StoredTensor of(NDArray array) {
    ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return new StoredTensor(
        array.getDataType(), array.getShape(), () -> bytes.duplicate().order(bytes.order()));
  }

  /** Type of the values. */
  public DataType type() {
    return type;
  }

  /** Size of each axis; without axes for a single number. */
  public Shape shape() {
    return shape;
  }

  /**
   * The tensor as an array of its own memory.
   *
   * @param manager owns the array, and decides the device
   * @throws IOException if the values cannot be read
   */
  public NDArray toArray(NDManager manager) throws IOException {
    if (shape.size() == 0) {
      return manager.create(shape, type);
    }
    // An array over a Java buffer: its views would not keep that alive, a copy by the engine is
    // its own, and aligned as the engine likes.
    try (NDArray view = manager.create(bytes(), shape, type)) {
      return view.duplicate();
    }
  }

  /**
   * All values, row-major, on the host.
   *
   * @throws WeightsException if they are not of type float32 or float64
   * @throws IOException if they cannot be read
   */
  public float[] toFloats() throws IOException {
    ByteBuffer bytes = bytes();
    float[] floats = new float[Math.toIntExact(shape.size())];
    switch (type) {
      case FLOAT32 -> bytes.asFloatBuffer().get(floats);
      case FLOAT64 -> {
        DoubleBuffer doubles = bytes.asDoubleBuffer();
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) doubles.get(i);
        }
      }
      default -> throw new WeightsException("expected numbers of 32 or 64 bits but was " + this);
    }
    return floats;
  }

  /** All values, row-major and little-endian. */
  ByteBuffer bytes() throws IOException {
    return values.read().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String toString() {
    return type + " " + shape;
  }

  /**
   * A little-endian buffer outside the heap, as the engine takes it.
   *
   * @throws WeightsException if one buffer cannot hold so much
   */
  static ByteBuffer buffer(long bytes) throws WeightsException {
    if (bytes > Integer.MAX_VALUE) {
      throw new WeightsException(
          "A tensor of %,d bytes is larger than 2 GiB, the most that is read.".formatted(bytes));
    }
    return direct(bytes);
  }

  private static ByteBuffer direct(long bytes) {
    return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
