package org.aulos.runtime.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recordings that ought to lie below a folder: finds them, and counts those that are not there. */
final class Recordings {
  private final List<Path> folders;
  private int found;
  private int missing;
  private @Nullable String first;

  /** Recordings that lie in any of the given folders, in the first that has them. */
  Recordings(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** A recording by its path below one of the folders, if it is there. */
  Optional<Path> find(String name) {
    for (Path folder : folders) {
      Path path = resolved(folder, name);
      if (path != null && Files.isRegularFile(path) && Files.isReadable(path)) {
        found++;
        return Optional.of(path);
      }
    }
    missing++;
    first = first == null ? name : first;
    return Optional.empty();
  }

  private static @Nullable Path resolved(Path folder, String name) {
    try {
      return folder.resolve(name).normalize();
    } catch (InvalidPathException e) {
      return null; // what cannot be the name of a file is missing
    }
  }

  /** How many were asked for. */
  int asked() {
    return found + missing;
  }

  /** Adds that some are missing, if any is: how many of how many, and the first. */
  void report(Problems problems) {
    if (missing > 0) {
      problems.add(
          folders.get(0),
          "%d of %d recordings are missing, '%s' is the first"
              .formatted(missing, asked(), String.valueOf(first)));
    }
  }
}
