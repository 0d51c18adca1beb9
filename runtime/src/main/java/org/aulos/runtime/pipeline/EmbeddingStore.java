package org.aulos.runtime.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import org.aulos.api.AulosException;
import org.aulos.runtime.AtomicFiles;

/**
 * Vectors that were computed before, outside the user's data. The address of a vector is made of
 * everything that decides it, so nothing ever has to be invalidated; a damaged entry counts as
 * absent.
 */
public final class EmbeddingStore {
  /**
   * "AUL" and the version of the layout: magic, seconds, dimension, values, CRC-32 of all before
   * it.
   */
  private static final int MAGIC = 0x41_55_4C_31;

  private static final int HEADER_BYTES = 16;
  private static final int CHECKSUM_BYTES = 4;
  private static final int MAX_DIMENSION = 1 << 20;

  private final Path folder;

  /** The store in {@code folder}, which is created when the first vector is kept. */
  public EmbeddingStore(Path folder) {
    this.folder = folder;
  }

  /** A kept vector and the duration of its clip in seconds. */
  static final class Kept {
    private final float[] vector;
    private final double seconds;

    Kept(float[] vector, double seconds) {
      this.vector = vector;
      this.seconds = seconds;
    }

    float[] vector() {
      return vector;
    }

    double seconds() {
      return seconds;
    }
  }

  /**
   * The vector of one clip, if it was kept.
   *
   * @param space digest of everything that decides the vector, apart from the audio
   * @param clip digest of the audio
   */
  Optional<Kept> find(String space, String clip) {
    Path file = file(space, clip);
    try {
      if (!Files.exists(file)
          || Files.size(file) > HEADER_BYTES + CHECKSUM_BYTES + 4L * MAX_DIMENSION) {
        return Optional.empty();
      }
      return decode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AulosException(
          "cannot read the store: " + e + "; run with --no-cache, or delete " + folder, e);
    }
  }

  /** Keeps the vector of one clip. */
  void keep(String space, String clip, Kept kept) {
    byte[] content = new byte[HEADER_BYTES + 4 * kept.vector().length + CHECKSUM_BYTES];
    ByteBuffer bytes = ByteBuffer.wrap(content);
    bytes.putInt(MAGIC).putDouble(kept.seconds()).putInt(kept.vector().length);
    for (float value : kept.vector()) {
      bytes.putFloat(value);
    }
    bytes.putInt(checksum(content, bytes.position()));
    AtomicFiles.write(file(space, clip), content);
  }

  private Path file(String space, String clip) {
    return folder.resolve(space).resolve(clip.substring(0, 2)).resolve(clip);
  }

  private static Optional<Kept> decode(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    int length = content.length - CHECKSUM_BYTES;
    if (length < HEADER_BYTES
        || bytes.getInt(length) != checksum(content, length)
        || bytes.getInt() != MAGIC) {
      return Optional.empty();
    }
    double seconds = bytes.getDouble();
    int dimension = bytes.getInt();
    if (length != HEADER_BYTES + 4L * dimension) {
      return Optional.empty();
    }
    float[] vector = new float[dimension];
    bytes.asFloatBuffer().get(vector);
    return Optional.of(new Kept(vector, seconds));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
