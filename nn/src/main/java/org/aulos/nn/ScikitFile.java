package org.aulos.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The min-max scalers of scikit-learn in pickles: the arrays among the attributes of one object. A
 * pickle that names anything else is refused; nothing in it is executed.
 */
final class ScikitFile implements Unpickler.Host {
  private static final Set<String> MODULES =
      Set.of("sklearn.preprocessing._data", "sklearn.preprocessing.data");
  private static final String SCALER = "MinMaxScaler";
  // NumPy 2 has other names for its insides.
  private static final Set<String> ARRAYS =
      Set.of("numpy.core.multiarray", "numpy._core.multiarray");
  private static final Map<String, DataType> TYPES =
      Map.of("f4", DataType.FLOAT32, "f8", DataType.FLOAT64, "i8", DataType.INT64);
  private static final int PROTOCOL = 0x80;
  private static final int FIELDS_OF_ARRAY = 5;

  private enum Global {
    SCALER,
    RECONSTRUCT,
    ARRAY,
    TYPE
  }

  /** What an object gets after it was made. */
  private static final class Scaler {
    private Map<?, ?> attributes = Map.of();
  }

  /** An array, empty until its state is known. */
  private static final class Array {
    private Shape shape = new Shape(0);
    private DataType type = DataType.FLOAT32;
    private byte[] values = {};
  }

  /** Whether a file that begins with these bytes can be of this format. */
  static boolean matches(ByteBuffer start) {
    return start.remaining() > 1 && (start.get(start.position()) & 0xff) == PROTOCOL;
  }

  /** The arrays of a scaler, by the names of its attributes. */
  static Map<String, StoredTensor> read(Path file, FileRange whole) throws IOException {
    try {
      Object root = new Unpickler(TorchFile.pickle(whole), new ScikitFile()).load();
      if (!(root instanceof Scaler scaler)) {
        throw new WeightsException("it holds no scaler");
      }
      Map<String, StoredTensor> arrays = new LinkedHashMap<>();
      scaler.attributes.forEach(
          (name, value) -> {
            if (value instanceof Array array) {
              arrays.put(
                  name.toString(),
                  StoredTensor.of(array.type, array.shape, () -> direct(array.values)));
            }
          });
      return arrays;
    } catch (WeightsException e) {
      throw new WeightsException(
          file + " cannot be read as a scaler of scikit-learn: " + e.getMessage() + ".", e);
    }
  }

  private static ByteBuffer direct(byte[] values) throws WeightsException {
    return StoredTensor.buffer(values.length).put(values).flip();
  }

  @Override
  public Object global(String module, String name) throws WeightsException {
    if (MODULES.contains(module) && name.equals(SCALER)) {
      return Global.SCALER;
    }
    if (ARRAYS.contains(module) && name.equals("_reconstruct")) {
      return Global.RECONSTRUCT;
    }
    if (module.equals("numpy") && name.equals("ndarray")) {
      return Global.ARRAY;
    }
    if (module.equals("numpy") && name.equals("dtype")) {
      return Global.TYPE;
    }
    throw new WeightsException(
        "it names %s.%s, and only min-max scalers with arrays of numbers are read"
            .formatted(module, name));
  }

  @Override
  public Object call(Object function, List<?> arguments) throws WeightsException {
    if (function == Global.SCALER) {
      return new Scaler();
    }
    if (function == Global.RECONSTRUCT) {
      return new Array();
    }
    DataType type =
        function == Global.TYPE && !arguments.isEmpty() && arguments.get(0) instanceof String name
            ? TYPES.get(name)
            : null;
    if (type == null) {
      throw new WeightsException("it makes something else than an array of numbers");
    }
    return type;
  }

  @Override
  public void build(Object object, Object state) throws WeightsException {
    if (object instanceof Scaler scaler && state instanceof Map<?, ?> attributes) {
      scaler.attributes = attributes;
    } else if (object instanceof Array array && state instanceof List<?> fields) {
      fill(array, fields);
    } else if (!(object instanceof DataType
        && state instanceof List<?> fields
        && fields.size() > 1
        && "<".equals(fields.get(1)))) {
      throw new WeightsException("its numbers are not little-endian");
    }
  }

  /** (version, shape, type, whether columns come first, bytes). */
  private static void fill(Array array, List<?> fields) throws WeightsException {
    if (fields.size() != FIELDS_OF_ARRAY
        || !(fields.get(1) instanceof List<?> axes)
        || !(fields.get(2) instanceof DataType type)
        || !Boolean.FALSE.equals(fields.get(3))
        || !(fields.get(4) instanceof byte[] values)) {
      throw new WeightsException("it describes an array that is not read: rows first, of numbers");
    }
    long[] sizes = new long[axes.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = axes.get(axis) instanceof Long size ? size : -1;
      if (sizes[axis] < 0) {
        throw new WeightsException("it describes an array with a size that cannot be");
      }
    }
    Shape shape = new Shape(sizes);
    if (Sizes.bytes(shape, type.getNumOfBytes(), values.length) != values.length) {
      throw new WeightsException(
          "it describes an array of %s of %d bytes".formatted(shape, values.length));
    }
    array.shape = shape;
    array.type = type;
    array.values = values;
  }

  @Override
  public Object persistent(Object id) throws WeightsException {
    throw new WeightsException("it refers to something outside the file");
  }
}
