package org.aulos.tensorflow;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** What a signature says of one of its inputs or outputs. Immutable. */
public final class TensorSpec {
  private final DataType type;
  private final @Nullable Shape shape;
  private final String node;

  private TensorSpec(DataType type, @Nullable Shape shape, String node) {
    this.type = type;
    this.shape = shape;
    this.node = node;
  }

  static TensorSpec of(TensorInfo info) {
    TensorShapeProto shape = info.getTensorShape();
    long[] dimensions =
        shape.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray();
    return new TensorSpec(
        type(info.getDtype()),
        shape.getUnknownRank() ? null : new Shape(dimensions),
        info.getName());
  }

  /** Type of each value; {@link DataType#UNKNOWN} for types that DJL has no name for. */
  public DataType type() {
    return type;
  }

  /** Dimensions, -1 for each that varies; empty if not even their number is stated. */
  public Optional<Shape> shape() {
    return Optional.ofNullable(shape);
  }

  /** Whether an array of this shape would do. */
  boolean admits(Shape given) {
    return shape == null
        || (shape.dimension() == given.dimension()
            && LongStream.range(0, shape.dimension())
                .allMatch(i -> shape.get((int) i) < 0 || shape.get((int) i) == given.get((int) i)));
  }

  /** Its name within the graph. */
  String node() {
    return node;
  }

  /** Type and shape, as in {@code float32 (-1, 1024)}. */
  @Override
  public String toString() {
    return type + " " + (shape == null ? "(...)" : shape);
  }

  private static DataType type(org.tensorflow.proto.DataType type) {
    return switch (type) {
      case DT_FLOAT -> DataType.FLOAT32;
      case DT_DOUBLE -> DataType.FLOAT64;
      case DT_HALF -> DataType.FLOAT16;
      case DT_INT8 -> DataType.INT8;
      case DT_INT32 -> DataType.INT32;
      case DT_INT64 -> DataType.INT64;
      case DT_UINT8 -> DataType.UINT8;
      case DT_BOOL -> DataType.BOOLEAN;
      case DT_STRING -> DataType.STRING;
      default -> DataType.UNKNOWN;
    };
  }
}
