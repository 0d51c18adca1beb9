package org.aulos.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .npy} format: a magic word, a version, the length of a header, the header in Python's
 * notation, the values.
 */
final class NumpyFile {
  /** What NumPy calls an array that was given no name. */
  static final String NAME = "arr_0";

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LENGTH_AT = MAGIC.length + 2;
  private static final int MAX_HEADER = 1 << 12;
  private static final int MAX_AXES = 8;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{ *'descr': '([^']{2,8})', *'fortran_order': (False|True), *"
              + "'shape': \\(((?:\\d{1,18},? *)*)\\),? *}\\s*");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Map<String, DataType> TYPES =
      Map.of(
          "<f8", DataType.FLOAT64,
          "<f4", DataType.FLOAT32,
          "<f2", DataType.FLOAT16,
          "<i8", DataType.INT64,
          "<i4", DataType.INT32,
          "|i1", DataType.INT8,
          "|u1", DataType.UINT8,
          "|b1", DataType.BOOLEAN);

  private NumpyFile() {}

  /** Whether a file that begins with these bytes can be of this format. */
  static boolean matches(ByteBuffer start) {
    return start.remaining() >= MAGIC.length
        && start.slice(start.position(), MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }

  /**
   * The array of a file, under {@link #NAME}.
   *
   * @throws WeightsException if it is malformed, in another order, or of a type that is not read
   */
  static Map<String, StoredTensor> read(Path file, FileRange whole) throws IOException {
    if (whole.length() < LENGTH_AT + Integer.BYTES) {
      throw malformed(file, "it has no header");
    }
    ByteBuffer start = whole.read(0, LENGTH_AT + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = start.get(MAGIC.length) == 1;
    long length =
        first
            ? Short.toUnsignedInt(start.getShort(LENGTH_AT))
            : Integer.toUnsignedLong(start.getInt(LENGTH_AT));
    int headerAt = LENGTH_AT + (first ? Short.BYTES : Integer.BYTES);
    if (length > MAX_HEADER || length > whole.length() - headerAt) {
      throw malformed(
          file,
          "its header claims %d bytes; the file has %d, and the most allowed is %d"
              .formatted(length, whole.length() - headerAt, MAX_HEADER));
    }
    String header = StandardCharsets.ISO_8859_1.decode(whole.read(headerAt, length)).toString();
    return Map.of(NAME, tensor(file, header, whole, headerAt + length));
  }

  private static StoredTensor tensor(Path file, String header, FileRange whole, long from)
      throws WeightsException {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw malformed(file, "its header is not understood: " + header.strip());
    }
    DataType type = TYPES.get(matcher.group(1));
    if (type == null) {
      throw malformed(
          file, "its values are of type %s, not of %s".formatted(matcher.group(1), TYPES.keySet()));
    }
    long[] sides =
        NUMBER
            .matcher(matcher.group(3))
            .results()
            .mapToLong(m -> Long.parseLong(m.group()))
            .toArray();
    if (matcher.group(2).equals("True") && sides.length > 1) {
      throw malformed(file, "its columns lie side by side; save it by numpy.ascontiguousarray");
    }
    if (sides.length > MAX_AXES) {
      throw malformed(file, "it has %d axes, more than %d".formatted(sides.length, MAX_AXES));
    }
    Shape shape = new Shape(sides);
    long there = whole.length() - from;
    long bytes = Sizes.bytes(shape, type.getNumOfBytes(), there);
    if (bytes != there) {
      throw malformed(
          file,
          "values of shape %s and type %s do not fill the %d bytes behind its header"
              .formatted(shape, matcher.group(1), there));
    }
    return StoredTensor.of(type, shape, () -> whole.read(from, bytes));
  }

  private static WeightsException malformed(Path file, String problem) {
    return new WeightsException(file + " cannot be read as .npy: " + problem + ".");
  }
}
