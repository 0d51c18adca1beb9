package org.aulos.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;

/** Matrices in NumPy's {@code .npy} format, version 1.0, little-endian float32 in C order. */
public final class NpyFiles {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int BLOCK_VALUES = 1 << 13;

  /** The longest array that every Java machine allows. */
  private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

  private static final int PREFIX_BYTES = MAGIC.length + 2;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '(<f4|<f8)', 'fortran_order': False, 'shape': \\((\\d{1,9}), ?(\\d{1,9})\\),? *\\}\\s*");

  private NpyFiles() {}

  /**
   * Writes {@code values}, {@code [rows × columns]} row-major, to {@code out}.
   *
   * @throws IllegalArgumentException if there are more values or fewer
   */
  public static void write(OutputStream out, float[] values, int rows, int columns)
      throws IOException {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "expected %d x %d values but were %d".formatted(rows, columns, values.length));
    }
    write(
        out,
        rows,
        columns,
        (row, target, offset) -> System.arraycopy(values, row * columns, target, offset, columns));
  }

  /** Writes {@code rows} vectors of {@code columns} values, which are asked for one by one. */
  static void write(OutputStream out, int rows, int columns, EmbeddingSet.Vectors vectors)
      throws IOException {
    out.write(header("<f4", rows + ", " + columns));
    float[] row = new float[columns];
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(columns, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows; i++) {
      vectors.copy(i, row, 0);
      bytes.asFloatBuffer().put(row);
      out.write(bytes.array());
    }
  }

  /** Writes texts as a vector of fixed-width Unicode, as {@code numpy.array(texts)} is. */
  static void writeTexts(OutputStream out, List<String> texts) throws IOException {
    int width =
        Math.max(
            1,
            texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(1));
    out.write(header("<U" + width, texts.size() + ","));
    for (String text : texts) {
      ByteBuffer cell = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
      text.codePoints().forEach(cell::putInt);
      out.write(cell.array());
    }
  }

  private static byte[] header(String type, String shape) throws IOException {
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
    int unpadded = PREFIX_BYTES + text.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREFIX_BYTES;
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(MAGIC);
    header.write(length & 0xFF);
    header.write(length >> 8);
    header.write(
        (text + " ".repeat(length - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.toByteArray();
  }

  /** Takes what was read. */
  @FunctionalInterface
  public interface Receiver<T> {
    /** Receives a matrix, {@code [rows × columns]} row-major. */
    T receive(float[] values, int rows, int columns);
  }

  /**
   * Reads a matrix of float32 or float64.
   *
   * @throws AulosException if the file is not such a matrix, or shorter than its header says
   */
  public static <T> T read(Path file, Receiver<T> receiver) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer prefix = bytes(channel, 0, PREFIX_BYTES, file);
      for (byte expected : MAGIC) {
        if (prefix.get() != expected) {
          throw new AulosException(file + ": is not a .npy file of version 1.0");
        }
      }
      int length = prefix.getShort() & 0xFFFF;
      String header =
          StandardCharsets.US_ASCII.decode(bytes(channel, PREFIX_BYTES, length, file)).toString();
      Matcher matcher = HEADER.matcher(header);
      if (!matcher.matches()) {
        throw new AulosException(
            file
                + ": expected a matrix of little-endian float32 or float64 in C order but the header is "
                + header.strip());
      }
      int rows = Integer.parseInt(matcher.group(2));
      int columns = Integer.parseInt(matcher.group(3));
      int width = matcher.group(1).equals("<f4") ? Float.BYTES : Double.BYTES;
      long size = (long) rows * columns * width;
      long start = PREFIX_BYTES + (long) length;
      if (size != channel.size() - start) {
        throw new AulosException(
            "%s: the header says %d x %d values of %d bytes, but %d bytes follow it"
                .formatted(file, rows, columns, width, channel.size() - start));
      }
      if (size / width > MAX_VALUES) {
        throw new AulosException(
            "%s: %d x %d values are more than one array holds".formatted(file, rows, columns));
      }
      return receiver.receive(values(channel, start, rows * columns, width, file), rows, columns);
    } catch (IOException e) {
      throw new AulosException("cannot read " + file + ": " + e, e);
    }
  }

  /** Read in blocks: a matrix may be larger than the longest buffer. */
  private static float[] values(FileChannel channel, long start, int count, int width, Path file)
      throws IOException {
    float[] values = new float[count];
    for (int done = 0; done < count; ) {
      int block = Math.min(BLOCK_VALUES, count - done);
      ByteBuffer data = bytes(channel, start + (long) done * width, block * width, file);
      for (int end = done + block; done < end; done++) {
        values[done] = width == Float.BYTES ? data.getFloat() : (float) data.getDouble();
      }
    }
    return values;
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int count, Path file)
      throws IOException {
    if (channel.size() < position + count) {
      throw new AulosException(
          file + ": ends after " + channel.size() + " bytes, inside its header");
    }
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new AulosException(file + ": was cut while it was read");
      }
    }
    return buffer.flip();
  }
}
