package org.aulos.plugins.eval;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ejml.data.DMatrixRMaj;

/** Arrays of NumPy's {@code .npy} format, as the entries of an {@code .npz} file. */
final class Npz {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int MAX_HEADER = 1 << 16;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([<|][fiuU]\\d{1,6})', 'fortran_order': (?:False|True), 'shape': \\(([\\d, ]{0,40})\\),? *\\}\\s*");

  /** More would be no statistics of an embedding. */
  private static final int MAX_SIDE = 8192;

  private Npz() {}

  /** An array: the type as NumPy names it, lengths of its dimensions, content in little endian. */
  static final class Array {
    private final String type;
    private final int[] shape;
    private final ByteBuffer bytes;

    private Array(String type, int[] shape, byte[] bytes) {
      this.type = type;
      this.shape = shape;
      this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Number of dimensions; 0 for a single value. */
    int dimensions() {
      return shape.length;
    }

    /** Length of one dimension. */
    int length(int dimension) {
      return shape[dimension];
    }

    /** Its numbers in the order of the file. */
    double[] numbers() throws IOException {
      ByteBuffer from = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      double[] numbers = new double[size(shape)];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] =
            switch (type) {
              case "<f8" -> from.getDouble();
              case "<f4" -> from.getFloat();
              case "<i8", "<u8" -> from.getLong();
              case "<i4" -> from.getInt();
              default -> throw new IOException("its type " + type + " is not one of numbers");
            };
      }
      return numbers;
    }

    /** Its text, if it is one. */
    String text() throws IOException {
      if (!type.startsWith("<U") || shape.length > 0) {
        throw new IOException("it is no text but of type " + type);
      }
      ByteBuffer from = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      StringBuilder text = new StringBuilder();
      while (from.hasRemaining()) {
        int point = from.getInt();
        if (!Character.isValidCodePoint(point)) {
          throw new IOException("its text is damaged");
        }
        if (point != 0) { // padding
          text.appendCodePoint(point);
        }
      }
      return text.toString();
    }
  }

  private static int size(int[] shape) {
    return IntStream.of(shape).reduce(1, Math::multiplyExact);
  }

  /** Reads one array; bounded before it is allocated. */
  static Array read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] magic = new byte[MAGIC.length];
    data.readFully(magic);
    int version = data.readUnsignedByte();
    data.readUnsignedByte();
    int length =
        version == 1
            ? Short.toUnsignedInt(Short.reverseBytes(data.readShort()))
            : Integer.reverseBytes(data.readInt());
    if (!Arrays.equals(magic, MAGIC) || length < 0 || length > MAX_HEADER) {
      throw new IOException("it is no .npy array");
    }
    byte[] header = new byte[length];
    data.readFully(header);
    String text = new String(header, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(text);
    if (!matcher.matches()) {
      throw new IOException("its header is not understood: " + text.strip());
    }
    String type = matcher.group(1);
    int[] shape =
        Pattern.compile("\\d+")
            .matcher(matcher.group(2))
            .results()
            .mapToInt(side -> side(side.group()))
            .toArray();
    if (shape.length > 2 || IntStream.of(shape).anyMatch(side -> side > MAX_SIDE)) {
      throw new IOException("its shape is not one of statistics: (" + matcher.group(2) + ")");
    }
    byte[] bytes = new byte[Math.multiplyExact(size(shape), width(type))];
    data.readFully(bytes);
    return new Array(type, shape, bytes);
  }

  private static int side(String digits) {
    return digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private static int width(String type) throws IOException {
    int width = Integer.parseInt(type.substring(2));
    int bytes = type.charAt(1) == 'U' ? 4 * width : width;
    if (width > MAX_HEADER) {
      throw new IOException("its elements of " + bytes + " bytes are too long");
    }
    return bytes;
  }

  /** Writes a vector of numbers as an entry. */
  static void write(ZipOutputStream zip, String name, double[] values) throws IOException {
    entry(zip, name, "<f8", values.length + ",");
    numbers(zip, values);
  }

  /** Writes a matrix as an entry. */
  static void write(ZipOutputStream zip, String name, DMatrixRMaj matrix) throws IOException {
    entry(zip, name, "<f8", matrix.numRows + ", " + matrix.numCols);
    numbers(zip, matrix.data);
  }

  /** Writes a whole number as an entry. */
  static void write(ZipOutputStream zip, String name, long value) throws IOException {
    entry(zip, name, "<i8", "");
    zip.write(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  /** Writes a text as an entry. */
  static void write(ZipOutputStream zip, String name, String text) throws IOException {
    int[] points = text.codePoints().toArray();
    entry(zip, name, "<U" + Math.max(1, points.length), "");
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * Math.max(1, points.length))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int point : points) {
      bytes.putInt(point);
    }
    zip.write(bytes.array());
  }

  private static void numbers(OutputStream out, double[] values) throws IOException {
    int block = 1 << 13;
    for (int start = 0; start < values.length; start += block) {
      int end = Math.min(values.length, start + block);
      ByteBuffer bytes =
          ByteBuffer.allocate((end - start) * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asDoubleBuffer().put(values, start, end - start);
      out.write(bytes.array());
    }
  }

  private static void entry(ZipOutputStream zip, String name, String type, String shape)
      throws IOException {
    // A fixed time, so that the same statistics are the same file.
    zip.putNextEntry(new ZipEntry(name + ".npy").setLastModifiedTime(FileTime.fromMillis(0)));
    zip.write(header(type, shape));
  }

  private static byte[] header(String type, String shape) throws IOException {
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
    int prefix = MAGIC.length + 4;
    int length = (prefix + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - prefix;
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(MAGIC);
    header.write(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
    header.write(
        (text + " ".repeat(length - text.length() - 1) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    return header.toByteArray();
  }
}
