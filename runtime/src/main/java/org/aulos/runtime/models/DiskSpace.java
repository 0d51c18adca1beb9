package org.aulos.runtime.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.api.AulosException;

/** Whether there is room. */
final class DiskSpace {
  private DiskSpace() {}

  /**
   * Fails unless {@code bytes} fit on the disk of {@code folder} and leave {@code spare} free.
   *
   * @throws AulosException if they do not; the message says how much is missing
   */
  static void require(Path folder, long bytes, long spare) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free - spare < bytes) {
      throw new AulosException(
          ("no room in %s: %d bytes are needed beside the %d that stay free, but %d are free; make"
                  + " room, or let AULOS_MODELS name a folder on another disk")
              .formatted(folder, bytes, spare, free));
    }
  }
}
