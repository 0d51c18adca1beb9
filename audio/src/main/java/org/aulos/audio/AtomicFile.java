package org.aulos.audio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file so that it appears whole or not at all. */
final class AtomicFile {
  /** Writes the content and says how many samples it clipped. */
  interface Content {
    long writeTo(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  /** Writes to a neighbour first, then moves it over {@code file}. */
  static long write(Path file, Content content) throws IOException {
    Path neighbour = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      long clipped;
      try (FileChannel channel =
          FileChannel.open(neighbour, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        clipped = content.writeTo(channel);
      }
      Files.move(
          neighbour, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return clipped;
    } finally {
      Files.deleteIfExists(neighbour);
    }
  }
}
