package org.aulos.runtime.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What data sets need to know of audio files without opening them. */
final class AudioFiles {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "wav", "wave", "rf64", "aif", "aiff", "aifc", "au", "snd", "caf", "flac", "ogg", "oga",
          "opus", "mp3", "m4a", "mp4", "aac", "wv", "webm", "mka");

  private AudioFiles() {}

  /** Whether a file name ends as those of audio files do. */
  static boolean isAudio(Path file) {
    return EXTENSIONS.contains(extension(file));
  }

  /** The letters after the last dot, in lower case; empty if there is no dot. */
  static String extension(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * A file that a table names.
   *
   * @param folder that a relative name starts from
   * @param table names the file, on the given line
   * @return empty if there is no such file, which is then a problem
   */
  static Optional<Path> named(String name, Path folder, Path table, long line, Problems problems) {
    try {
      Path path = folder.resolve(name).normalize();
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return Optional.of(path);
      }
      String fault = Files.exists(path) ? "is not a readable file: " : "no such file: ";
      problems.add(table, line, fault + path);
    } catch (InvalidPathException e) {
      problems.add(table, line, "not a file name: " + e.getMessage());
    }
    return Optional.empty();
  }
}
