package org.aulos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.AulosException;

/** What a user may name as input: a folder of sound files, or a manifest. */
final class Inputs {
  private Inputs() {}

  /** The assignments that make {@code input} the data set at {@code key}. */
  static List<String> dataset(String key, Path input) {
    if (Files.isDirectory(input)) {
      return List.of(key + ".use=files", JobOptions.path(key + ".directory", input));
    }
    if (!Files.isRegularFile(input)) {
      throw new AulosException("there is no file or folder " + input.toAbsolutePath());
    }
    return List.of(key + ".use=manifest", JobOptions.path(key + ".file", input));
  }
}
