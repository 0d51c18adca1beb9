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
   * "AUL" and the version of the layout: magic, seconds, number of values, values, CRC-32 of all
   * before it.
   */
  private static final int MAGIC = 0x41_55_4C_32;

  private static final int HEADER_BYTES = 16;
  private static final int CHECKSUM_BYTES = 4;
  private static final int MAX_VALUES = 1 << 28;

  private final Path folder;

  /** The store in {@code folder}, which is created when the first vector is kept. */
  public EmbeddingStore(Path folder) {
    this.folder = folder;
  }

  /** The kept vectors of a clip, row-major, and its duration in seconds. */
  static final class Kept {
    private final float[] vectors;
    private final double seconds;

    Kept(float[] vectors, double seconds) {
      this.vectors = vectors;
      this.seconds = seconds;
    }

    float[] vectors() {
      return vectors;
    }

    double seconds() {
      return seconds;
    }
  }

  /**
   * The vectors of one clip, if they were kept.
   *
   * @param space digest of everything that decides the vectors, apart from the audio
   * @param clip digest of the audio
   */
  Optional<Kept> find(String space, String clip) {
    Path file = file(space, clip);
    try {
      if (!Files.exists(file)
          || Files.size(file) > HEADER_BYTES + CHECKSUM_BYTES + 4L * MAX_VALUES) {
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

  /** Keeps the vectors of one clip, unless they are more than the store takes. */
  void keep(String space, String clip, Kept kept) {
    if (kept.vectors().length > MAX_VALUES) {
      return;
    }
    byte[] content = new byte[HEADER_BYTES + 4 * kept.vectors().length + CHECKSUM_BYTES];
    ByteBuffer bytes = ByteBuffer.wrap(content);
    bytes.putInt(MAGIC).putDouble(kept.seconds()).putInt(kept.vectors().length);
    for (float value : kept.vectors()) {
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
    int values = bytes.getInt();
    if (length != HEADER_BYTES + 4L * values) {
      return Optional.empty();
    }
    float[] vectors = new float[values];
    bytes.asFloatBuffer().get(vectors);
    return Optional.of(new Kept(vectors, seconds));
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
