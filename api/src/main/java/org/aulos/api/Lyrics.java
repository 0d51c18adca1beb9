package org.aulos.api;

import java.util.List;

/**
 * The words of a clip.
 *
 * @param text all of them, lines separated by {@code \n}
 * @param words when each is sung, in order of time; empty if unknown
 */
public record Lyrics(String text, List<TimedWord> words) {
  /** Lyrics with word timings. */
  public Lyrics {
    words = List.copyOf(words);
  }

  /**
   * A word and when it is sung.
   *
   * @param word the word, without spaces
   * @param startSeconds its start within the clip
   * @param endSeconds its end within the clip
   */
  public record TimedWord(String word, double startSeconds, double endSeconds) {
    /**
     * A timed word.
     *
     * @throws IllegalArgumentException if the times are negative or crossed
     */
    public TimedWord {
      if (!(startSeconds >= 0 && startSeconds <= endSeconds)) {
        throw new IllegalArgumentException(
            "expected 0 <= start <= end but was %s..%s s for '%s'"
                .formatted(startSeconds, endSeconds, word));
      }
    }
  }
}
