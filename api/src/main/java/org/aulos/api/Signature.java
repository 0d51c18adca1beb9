package org.aulos.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * How a score was obtained: every choice that moves the number, apart from the system that is
 * judged. Two scores may be ranked only if their signatures are equal.
 *
 * <p>Written as {@code metric:linear-probe|folds:5|seed:42}. Keys keep the order in which they were
 * added; equality ignores it.
 */
public final class Signature {
  private final Map<String, String> choices;

  private Signature(Map<String, String> choices) {
    this.choices = Collections.unmodifiableMap(choices);
  }

  /** The signature of a metric, to be completed by {@link #with}. */
  public static Signature of(String metric) {
    return new Signature(Map.of()).with("metric", metric);
  }

  /** The signature that holds the given choices, in their order. */
  public static Signature of(Map<String, String> choices) {
    Signature signature = new Signature(Map.of());
    for (Map.Entry<String, String> choice : choices.entrySet()) {
      signature = signature.with(choice.getKey(), choice.getValue());
    }
    return signature;
  }

  /**
   * This signature and one more choice.
   *
   * @param key name of the choice, not yet present
   * @param value its value; {@code toString} is what counts
   * @throws IllegalArgumentException if the key is present already, or key or value contain {@code
   *     |}
   */
  public Signature with(String key, Object value) {
    String text = String.valueOf(value);
    if (key.contains("|") || key.contains(":") || text.contains("|")) {
      throw new IllegalArgumentException("a signature cannot hold '|': " + key + ":" + text);
    }
    Map<String, String> more = new LinkedHashMap<>(choices);
    if (more.putIfAbsent(key, text) != null) {
      throw new IllegalArgumentException(
          "the signature has a choice named '" + key + "' already: " + this);
    }
    return new Signature(more);
  }

  /** The choices, in the order in which they were added. */
  public Map<String, String> choices() {
    return choices;
  }

  /**
   * Names of the choices on which this and another signature differ, in alphabetical order; empty
   * if they may be ranked.
   */
  public List<String> differences(Signature other) {
    TreeSet<String> keys = new TreeSet<>(choices.keySet());
    keys.addAll(other.choices.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      if (!Objects.equals(choices.get(key), other.choices.get(key))) {
        differences.add(key);
      }
    }
    return differences;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature that && choices.equals(that.choices);
  }

  @Override
  public int hashCode() {
    return choices.hashCode();
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    choices.forEach((key, value) -> parts.add(key + ":" + value));
    return String.join("|", parts);
  }
}
