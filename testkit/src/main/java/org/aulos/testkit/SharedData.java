package org.aulos.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Real recordings and other large reference data for tests: an optional folder {@code shared}
 * beside the checkout, never part of it. A test that needs it is skipped where it is missing, so a
 * suite must also prove its module without.
 */
public final class SharedData {
  private static final String FOLDER = "shared";

  private SharedData() {}

  /**
   * A file or folder of the reference data, if it is there.
   *
   * @param path relative to the data folder, as in {@code data/music}
   */
  public static Optional<Path> find(String path) {
    return find(Path.of("").toAbsolutePath(), path);
  }

  /**
   * A file or folder of the reference data; where it is missing the calling test is skipped.
   *
   * @param path relative to the data folder, as in {@code data/music}
   */
  public static Path assume(String path) {
    Optional<Path> found = find(path);
    Assumptions.assumeTrue(
        found.isPresent(), () -> "no " + FOLDER + "/" + path + " beside the project");
    return found.orElseThrow();
  }

  /** The nearest {@code shared/path} beside {@code start} or one of its parents. */
  static Optional<Path> find(Path start, String path) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolveSibling(FOLDER).resolve(path);
      if (Files.exists(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
