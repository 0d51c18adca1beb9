package org.aulos.plugins.coala.tags;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** English nouns in the singular, by the rules of spelling and a list of what they do not tell. */
final class Singulars {
  private static final Map<String, String> EXCEPTIONS = exceptions();
  private static final Pattern NO_PLURAL = Pattern.compile(".{0,3}|.*(?:[^s]|[sui]s)");
  private static final Pattern IE = Pattern.compile(".ies");
  private static final Pattern Y = Pattern.compile("(.+)ies");
  private static final Pattern ES = Pattern.compile("(.*(?:ch|sh|x|ss|zz|[^aeiou]o))es");

  private Singulars() {}

  private static Map<String, String> exceptions() {
    Map<String, String> exceptions = new HashMap<>();
    for (List<String> line : WordFile.lines("nouns.txt")) {
      line.forEach(form -> exceptions.put(form, line.get(0)));
    }
    return Map.copyOf(exceptions);
  }

  /**
   * The singular of a plural; any other word as it is.
   *
   * @param word in lower case
   */
  static String of(String word) {
    String exception = EXCEPTIONS.get(word);
    if (exception != null) {
      return exception;
    }
    if (NO_PLURAL.matcher(word).matches()) {
      return word;
    }
    Matcher y = Y.matcher(word);
    if (y.matches() && !IE.matcher(word).matches()) {
      return y.group(1) + "y";
    }
    Matcher es = ES.matcher(word);
    return es.matches() ? es.group(1) : word.substring(0, word.length() - 1);
  }
}
