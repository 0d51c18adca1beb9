package org.aulos.plugins.coala.tags;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Lists of words beside the classes of this package, in lines; those that begin with # are not. */
final class WordFile {
  private WordFile() {}

  /** The words of each line that has any. */
  static List<List<String>> lines(String name) {
    try (InputStream in = Objects.requireNonNull(WordFile.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(" ")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
