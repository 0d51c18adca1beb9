package org.aulos.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what the user may have meant, for messages about a name that is not there.
 *
 * <pre>{@code
 * throw new OptionsException("no output '%s'; %s".formatted(name, Suggestions.among(name, names)));
 * }</pre>
 */
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
        .filter(choice -> written.length() <= 2 * choice.length() + 2) // a key may be a megabyte
        .min(Comparator.comparingInt(choice -> distance(written, choice)))
        .filter(choice -> distance(written, choice) <= Math.max(1, choice.length() / 3));
  }

  /**
   * The fewest insertions, deletions, substitutions and swaps of neighbours that turn one word into
   * the other, none of them within another; blind to case, hyphens and underscores.
   */
  static int distance(String a, String b) {
    String from = plain(a);
    String to = plain(b);
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, from, to, i, j);
      }
    }
    return edits[from.length()][to.length()];
  }

  private static int fewest(int[][] edits, String from, String to, int i, int j) {
    int substituted = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(substituted, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swap =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swap ? Math.min(fewest, 1 + edits[i - 2][j - 2]) : fewest;
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
