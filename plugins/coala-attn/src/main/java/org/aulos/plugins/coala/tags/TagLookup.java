package org.aulos.plugins.coala.tags;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.nn.Checks;

/**
 * Finds the known words in tags.
 *
 * <p>A tag that is a word of the vocabulary as it stands is that word. Otherwise its words are
 * those of {@link TagCleaning}, and if none of them is known, a tag that is a word beyond the
 * vocabulary is that word. The published vocabulary takes any last {@code s} for a plural, and
 * holds {@code glas}, {@code bas} and {@code ga}; a word in {@code s} that is not known is looked
 * up without it.
 */
public final class TagLookup {
  private final Map<String, Integer> positions = new HashMap<>();
  private final int learnt;

  /** A lookup in a vocabulary. */
  public TagLookup(List<String> vocabulary) {
    this(vocabulary, List.of());
  }

  /**
   * A lookup in a vocabulary and in words beyond it.
   *
   * @param more words that a network never learnt from; some may be of the vocabulary too
   */
  public TagLookup(List<String> vocabulary, List<String> more) {
    vocabulary.forEach(this::add);
    learnt = positions.size();
    more.forEach(this::add);
  }

  private void add(String word) {
    positions.putIfAbsent(word, positions.size());
  }

  /**
   * The known words of tags, each once: those of the vocabulary in its order, then the others in
   * theirs. So the order of the tags changes nothing.
   */
  public List<String> words(List<String> tags) {
    Set<String> found = new LinkedHashSet<>();
    for (String tag : tags) {
      found.addAll(words(tag));
    }
    List<String> words = new ArrayList<>(found);
    words.sort(Comparator.comparingInt(this::position));
    return List.copyOf(words);
  }

  /**
   * The place of a known word, from 0: those of the vocabulary, then the others.
   *
   * @param word one of {@link #words}
   */
  public int position(String word) {
    int position = positions.getOrDefault(word, -1);
    Checks.require(position >= 0, "a known word", word);
    return position;
  }

  private List<String> words(String tag) {
    if (positions.getOrDefault(tag, learnt) < learnt) {
      return List.of(tag);
    }
    List<String> cleaned = TagCleaning.words(List.of(tag));
    List<String> known = cleaned.stream().flatMap(word -> known(word).stream()).toList();
    // A tag of nothing but stop words is left without any.
    return known.isEmpty() && !cleaned.isEmpty() && positions.containsKey(tag)
        ? List.of(tag)
        : known;
  }

  private Optional<String> known(String word) {
    if (positions.containsKey(word)) {
      return Optional.of(word);
    }
    return word.endsWith("s")
        ? Optional.of(word.substring(0, word.length() - 1)).filter(positions::containsKey)
        : Optional.empty();
  }
}
