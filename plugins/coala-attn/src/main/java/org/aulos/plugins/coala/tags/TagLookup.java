package org.aulos.plugins.coala.tags;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aulos.nn.Checks;

/**
 * The word vectors of tags, those among them that a network never learnt from included: what its
 * vocabulary does not hold is looked up in the word model that the vocabulary was taken from.
 *
 * <p>A tag that is a word as it stands is that word. Otherwise its words are those of {@link
 * TagCleaning}. The published vocabulary takes any last {@code s} for a plural, and holds {@code
 * glas}, {@code bas} and {@code ga}; a word in {@code s} that is not known is looked up without it.
 */
public final class TagLookup {
  private final WordVectors vocabulary;
  private final WordVectors model;
  private final Comparator<String> order;

  /**
   * A lookup.
   *
   * @param vocabulary of the network
   * @param model more words in the same space; the vocabulary itself if there are none
   * @throws IllegalArgumentException if the vectors are not of one width
   */
  public TagLookup(WordVectors vocabulary, WordVectors model) {
    Checks.require(
        vocabulary.width() == model.width(),
        "vectors of " + vocabulary.width() + " values",
        model.width() + " values");
    this.vocabulary = vocabulary;
    this.model = model;
    order = Comparator.<String>comparingInt(vocabulary::position).thenComparingInt(model::position);
  }

  /** A lookup in a vocabulary alone. */
  public TagLookup(WordVectors vocabulary) {
    this(vocabulary, vocabulary);
  }

  /** Values of a vector. */
  public int width() {
    return vocabulary.width();
  }

  /**
   * The words of tags that have a vector, each once: those of the vocabulary in its order, then
   * those of the model in its own. So the order of the tags changes nothing.
   */
  public List<String> words(List<String> tags) {
    Set<String> found = new LinkedHashSet<>();
    for (String tag : tags) {
      if (holds(tag)) {
        found.add(tag);
      } else {
        TagCleaning.words(List.of(tag)).forEach(word -> known(word).ifPresent(found::add));
      }
    }
    List<String> words = new ArrayList<>(found);
    words.sort(order);
    return List.copyOf(words);
  }

  private Optional<String> known(String word) {
    if (holds(word)) {
      return Optional.of(word);
    }
    return word.endsWith("s")
        ? Optional.of(word.substring(0, word.length() - 1)).filter(this::holds)
        : Optional.empty();
  }

  private boolean holds(String word) {
    return vocabulary.holds(word) || model.holds(word);
  }

  /**
   * Copies the vector of a word: that of the vocabulary, or else that of the model.
   *
   * @param word one of {@link #words}
   * @param to where it is copied
   * @param at where its first value goes
   */
  public void copy(String word, float[] to, int at) {
    (vocabulary.holds(word) ? vocabulary : model).copy(word, to, at);
  }
}
