package org.aulos.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.aulos.api.AudioException;

/** The bytes of one regular file, looked at through a window of fixed size. */
final class FileBytes implements Closeable {
  private static final int WINDOW = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
  private long windowStart;

  private FileBytes(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.size = channel.size();
    window.limit(0);
  }

  /** Opens a regular file; pipes and devices would block or never end. */
  static FileBytes open(Path path) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    if (attributes.isDirectory()) {
      throw new AudioException(path, "is a directory; name a sound file inside it");
    }
    if (!attributes.isRegularFile()) {
      throw new AudioException(
          path, "is a pipe, socket or device; copy the sound to a regular file first");
    }
    try {
      FileChannel channel = FileChannel.open(path);
      try {
        return new FileBytes(path, channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw new AudioException(path, "may not be read; check its permissions", e);
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new AudioException(path, "does not exist; check the path", e);
    } catch (AccessDeniedException e) {
      throw new AudioException(path, "may not be reached; check the permissions of its folder", e);
    }
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /** The error of this file; {@code problem} is a format string. */
  // The annotation that Error Prone asks for would be one more dependency.
  @SuppressWarnings("AnnotateFormatMethod")
  AudioException error(String problem, Object... values) {
    return new AudioException(path, problem.formatted(values));
  }

  /**
   * The bytes {@code [position, position + count)}, big-endian; valid until the next call.
   *
   * @param what the part of the file that they belong to, for the message if the file ends first
   */
  ByteBuffer at(long position, int count, String what) throws IOException {
    if (position + count > size) {
      throw error(
          "ends at byte %d inside %s, which needs %d bytes at byte %d; the file is cut off",
          size, what, count, position);
    }
    if (position < windowStart || position + count > windowStart + window.limit()) {
      window.clear().limit((int) Math.min(WINDOW, size - position));
      fill(position, window);
      window.flip();
      windowStart = position;
    }
    return window.slice((int) (position - windowStart), count);
  }

  /** Up to {@code count} bytes at {@code position}, fewer only at the end of the file. */
  byte[] peek(long position, int count) throws IOException {
    int there = (int) Math.max(0, Math.min(count, size - position));
    byte[] bytes = new byte[there];
    at(position, there, "the file").get(bytes);
    return bytes;
  }

  /** Four characters, as chunk names are written. */
  String tag(long position, String what) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(at(position, 4, what)).toString();
  }

  /** Fills the buffer from {@code position}. */
  void fill(long position, ByteBuffer buffer) throws IOException {
    long next = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, next);
      if (count < 0) {
        throw error("ended at byte %d while it was read; does something still write it?", next);
      }
      next += count;
    }
  }

  /** Reads what is there, as {@link FileChannel#read(ByteBuffer, long)}. */
  int read(long position, ByteBuffer buffer) throws IOException {
    return channel.read(buffer, position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
