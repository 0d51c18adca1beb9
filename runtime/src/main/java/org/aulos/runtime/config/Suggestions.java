package org.aulos.runtime.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what the user may have meant. */
public final class Suggestions {
  private Suggestions() {}

  /** "did you mean 'x'? " if one of the choices is close, and the choices themselves. */
  public static String among(String written, Collection<String> choices) {
    String allowed =
        choices.isEmpty() ? "nothing is allowed here" : "allowed: " + String.join(", ", choices);
    return closest(written, choices).map(c -> "did you mean '" + c + "'? ").orElse("")
        + "("
        + allowed
        + ")";
  }

  /** The choice that takes the fewest edits, if that is at most a third of the word. */
  public static Optional<String> closest(String written, Collection<String> choices) {
    return choices.stream()
        .min(Comparator.comparingInt(choice -> distance(written, choice)))
        .filter(choice -> distance(written, choice) <= Math.max(1, choice.length() / 3));
  }

  /** Levenshtein's distance, blind to case, hyphens and underscores. */
  static int distance(String a, String b) {
    String from = plain(a);
    String to = plain(b);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
