package org.aulos.audio;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Recordings that lie beside the checkout on some machines. */
final class SharedData {
  private SharedData() {}

  /** Whether {@code shared/data/NAME} lies beside a parent of the working directory. */
  static boolean has(String name) {
    return locate(name) != null;
  }

  /** The folder {@code shared/data/NAME}, or the test is skipped. */
  static Path folder(String name) {
    Path found = locate(name);
    if (found == null) {
      throw new TestAbortedException("no shared/data/" + name);
    }
    return found;
  }

  private static @Nullable Path locate(String name) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolve("shared/data").resolve(name);
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
