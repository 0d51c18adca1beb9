package org.aulos.api;

import java.nio.file.Path;

/**
 * A file, or an excerpt of one.
 *
 * @param path the file
 * @param startSeconds start of the excerpt; 0 or more
 * @param endSeconds end of the excerpt, greater than the start; {@link Double#POSITIVE_INFINITY}
 *     for the end of the file
 */
public record AudioFile(Path path, double startSeconds, double endSeconds) implements AudioSource {
  /**
   * An excerpt.
   *
   * @throws IllegalArgumentException if the bounds are negative or crossed
   */
  public AudioFile {
    if (!(startSeconds >= 0 && startSeconds < endSeconds)) {
      throw new IllegalArgumentException(
          "expected 0 <= start < end but was %s..%s s for %s"
              .formatted(startSeconds, endSeconds, path));
    }
  }

  /** A whole file. */
  public static AudioFile whole(Path path) {
    return new AudioFile(path, 0, Double.POSITIVE_INFINITY);
  }
}
