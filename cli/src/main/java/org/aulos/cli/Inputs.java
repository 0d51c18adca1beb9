package org.aulos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AulosException;

/** What a user may name as input: a folder of sound files, or a manifest. */
final class Inputs {
  private Inputs() {}

  /**
   * Fails unless there is something of that name.
   *
   * @throws AulosException if there is not
   */
  static void check(Path input) {
    if (!Files.exists(input)) {
      throw new AulosException("there is no file or folder " + input.toAbsolutePath());
    }
  }

  /** The assignments that make {@code input} the data set at {@code key}. */
  static List<String> dataset(String key, Path input) {
    check(input);
    if (Files.isDirectory(input)) {
      return List.of(key + ".use=files", JobOptions.path(key + ".directory", input));
    }
    return List.of(key + ".use=manifest", JobOptions.path(key + ".file", input));
  }
}
