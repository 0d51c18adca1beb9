package org.aulos.plugins.coala.tags;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes words of tags: split, in lower case, of letters alone, without English stop-words and
 * single letters, in the singular, each once. So did the authors of COALA, but that they split at
 * spaces only and lost what had any other character in it.
 */
public final class TagCleaning {
  // Authors of tags join words by whatever is no letter: "field-recording", "crying_baby".
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern WORD = Pattern.compile("(?:\\p{L}\\p{M}*){2,}");
  private static final Set<String> STOP_WORDS =
      WordFile.lines("stop-words.txt").stream()
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private TagCleaning() {}

  /**
   * The words of the tags of one clip, in the order in which they first stand there. A piece with a
   * digit in it, such as {@code 808}, is no word.
   */
  public static List<String> words(List<String> tags) {
    Set<String> words = new LinkedHashSet<>();
    for (String tag : tags) {
      String plain = Normalizer.normalize(tag, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
      BETWEEN_WORDS
          .splitAsStream(plain)
          .filter(piece -> WORD.matcher(piece).matches() && !STOP_WORDS.contains(piece))
          .map(Singulars::of)
          .forEach(words::add);
    }
    return List.copyOf(words);
  }
}
