package org.aulos.plugins.coala.tags;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.aulos.nn.Checks;

/**
 * Which words of many clips a network learns from: neither rare nor everywhere, and of these the
 * most frequent.
 *
 * @param atLeast clips that have a word, 1 or more
 * @param atMost share of the clips that have it, above 0 and up to 1
 * @param most words in all, 1 or more
 */
public record TagVocabulary(int atLeast, double atMost, int most) {
  /** Words of ten clips or more and of 70 % of them at most; the first thousand, as published. */
  public static final TagVocabulary PUBLISHED = new TagVocabulary(10, 0.7, 1000);

  /**
   * A choice.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public TagVocabulary {
    Checks.require(atLeast > 0, "a word in 1 clip or more", atLeast);
    Checks.require(atMost > 0 && atMost <= 1, "a share of the clips in (0, 1]", atMost);
    Checks.require(most > 0, "1 word or more", most);
  }

  /**
   * The words chosen, in the order of the first clip that has each, and of the alphabet within it.
   * Of words in equally many clips those that come first are preferred.
   *
   * @param clips words of each clip, each once; see {@link TagCleaning}
   */
  public List<String> of(List<List<String>> clips) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (List<String> words : clips) {
      words.stream().sorted().forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    Map<String, Integer> kept = new LinkedHashMap<>(counts);
    kept.values().removeIf(count -> count < atLeast || count > atMost * clips.size());
    kept.keySet()
        .retainAll(
            kept.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    return List.copyOf(kept.keySet());
  }
}
