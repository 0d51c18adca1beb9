package org.aulos.runtime.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.aulos.api.AulosException;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one system, clip by clip: in memory while they are few, in a temporary file
 * beyond, so that a data set of any size is judged in bounded memory. Safe to use from several
 * threads, each of which puts other clips.
 */
final class VectorSpool {
  private final int dimension;
  private final long memoryValues;
  private final float[][] inMemory;
  private final long[] positions;
  private final int[] counts;
  private long kept;
  private long written;
  private @Nullable FileChannel file;

  /**
   * A spool for {@code clips} clips.
   *
   * @param memoryValues how many values may lie in memory
   */
  VectorSpool(int clips, int dimension, long memoryValues) {
    this.dimension = dimension;
    this.memoryValues = memoryValues;
    this.inMemory = new float[clips][];
    this.positions = new long[clips];
    this.counts = new int[clips];
    Arrays.fill(counts, -1);
  }

  /** A spool that takes no more than a sixteenth of the memory there is. */
  static VectorSpool of(int clips, int dimension) {
    return new VectorSpool(clips, dimension, Runtime.getRuntime().maxMemory() / Float.BYTES / 16);
  }

  /** Values in each vector. */
  int dimension() {
    return dimension;
  }

  /** Whether the vectors of a clip were put. */
  boolean has(int clip) {
    return counts[clip] >= 0;
  }

  /** Vectors of a clip that were put. */
  int count(int clip) {
    return counts[clip];
  }

  /** Takes the vectors of a clip, row-major. */
  void put(int clip, float[] values) {
    if (reserve(values.length)) {
      inMemory[clip] = values;
    } else {
      positions[clip] = append(values);
    }
    counts[clip] = values.length / dimension;
  }

  private synchronized boolean reserve(int values) {
    if (kept + values > memoryValues) {
      return false;
    }
    kept += values;
    return true;
  }

  private long append(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    try {
      FileChannel out;
      long position;
      synchronized (this) {
        if (file == null) {
          file = temporary();
        }
        out = file;
        position = written;
        written += bytes.capacity();
      }
      for (long to = position; bytes.hasRemaining(); ) {
        to += out.write(bytes, to);
      }
      return position;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Gone with the process, however it ends, or when nobody holds the spool any more. */
  private static FileChannel temporary() throws IOException {
    Path path = Files.createTempFile("aulos-vectors", ".tmp");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Copies one vector of a clip. */
  void copy(int clip, int vector, float[] target, int offset) {
    float[] own = inMemory[clip];
    if (own != null) {
      System.arraycopy(own, vector * dimension, target, offset, dimension);
      return;
    }
    FileChannel in;
    synchronized (this) {
      in = file;
    }
    if (in == null) {
      throw new IllegalStateException("clip " + clip + " was not put");
    }
    ByteBuffer bytes = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.nativeOrder());
    long from = positions[clip] + (long) vector * bytes.capacity();
    try {
      while (bytes.hasRemaining()) {
        if (in.read(bytes, from + bytes.position()) < 0) {
          throw new IOException("it ends too early");
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
    bytes.flip().asFloatBuffer().get(target, offset, dimension);
  }

  private static AulosException failed(IOException e) {
    return new AulosException(
        "vectors do not fit in memory, and the temporary file that takes them failed: "
            + e.getMessage()
            + "; free space in "
            + System.getProperty("java.io.tmpdir")
            + ", or give Java more memory (AULOS_OPTS=-Xmx8g)",
        e);
  }
}
