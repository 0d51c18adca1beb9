package org.aulos.nn;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that lie side by side in a file.
 *
 * @param offset of the first, from the start of the file
 * @param length number of bytes, all of them within the file when this was made
 */
record FileRange(Path file, long offset, long length) implements StoredBytes {
  @Override
  public ByteBuffer read(long from, long count) throws IOException {
    ByteBuffer bytes = StoredTensor.buffer(count);
    // Read, not mapped: a mapped file that someone shortens ends the process.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      fill(bytes, channel.position(offset + from), file);
    }
    return bytes.flip();
  }

  /** Fills a buffer. */
  static void fill(ByteBuffer bytes, ReadableByteChannel channel, Path file) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException(file + " became shorter while it was read");
      }
    }
  }
}
