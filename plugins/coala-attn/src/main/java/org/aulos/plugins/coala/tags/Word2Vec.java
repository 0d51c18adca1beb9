package org.aulos.plugins.coala.tags;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.aulos.api.AulosException;
import org.aulos.nn.Checks;

/**
 * Learns word vectors from lists of words by continuous bag of words with negative sampling
 * (Mikolov et al. 2013, in the form that gensim gave it): the mean of the vectors around a word
 * tells that word from others that are drawn. A single thread learns, so the lists and the seed
 * alone decide every bit.
 *
 * @param width values of a vector
 * @param window words on either side that may be around a word; how many are is drawn, 1 or more
 * @param epochs passes over the lists
 * @param negatives words drawn for each word, by the power 0.75 of their frequencies
 * @param learningRate at the start, from which it falls to a 250th
 * @param sampling share of all words above which a word is left out at times; 0 for never
 */
public record Word2Vec(
    int width, int window, int epochs, int negatives, double learningRate, double sampling) {
  /** As published: 128 values, a window of 100, and gensim's defaults. */
  public static final Word2Vec PUBLISHED = new Word2Vec(128, 100, 5, 5, 0.025, 1e-3);

  private static final double LAST_RATE = 1.0 / 250;

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Word2Vec {
    Checks.require(width > 0 && width <= 1 << 13, "width in 1..8192", width);
    Checks.require(window > 0, "window > 0", window);
    Checks.require(epochs > 0, "epochs > 0", epochs);
    Checks.require(negatives > 0 && negatives <= 1000, "negatives in 1..1000", negatives);
    Checks.require(learningRate > 0 && learningRate <= 1, "learning-rate in (0, 1]", learningRate);
    Checks.require(sampling >= 0 && sampling < 1, "sampling in [0, 1)", sampling);
  }

  /**
   * The vectors of all words, the most frequent first, and of equally frequent ones that which
   * comes first in the lists.
   *
   * @param lists words that belong together, as those of the tags of a clip
   * @param seed of all that is drawn
   * @throws AulosException if no two words stand together, so that there is nothing to learn from
   */
  public WordVectors learn(List<List<String>> lists, long seed) {
    if (lists.stream().allMatch(list -> list.size() < 2)) {
      throw new AulosException(
          "word vectors are learnt from words that stand together, but none of %d clips has two; add tags, or name a file of word vectors."
              .formatted(lists.size()));
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    lists.forEach(list -> list.forEach(word -> counts.merge(word, 1, Integer::sum)));
    List<String> words = new ArrayList<>(counts.keySet());
    words.sort(Comparator.<String>comparingInt(counts::get).reversed());
    Map<String, Integer> positions = new HashMap<>();
    words.forEach(word -> positions.put(word, positions.size()));
    int[] frequencies = words.stream().mapToInt(counts::get).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    BagOfWords model = BagOfWords.drawn(words.size(), width, random);
    learn(
        model,
        lists.stream().map(list -> list.stream().mapToInt(positions::get).toArray()).toList(),
        new WordDraws(frequencies, sampling, random));
    return WordVectors.over(words, model.vectors(), width);
  }

  private void learn(BagOfWords model, List<int[]> lists, WordDraws draws) {
    long all = (long) epochs * lists.stream().mapToInt(list -> list.length).sum();
    long read = 0;
    int[] drawn = new int[negatives];
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int[] list : lists) {
        double rate = learningRate * (1 - (1 - LAST_RATE) * read / all);
        int[] kept = draws.kept(list);
        for (int i = 0; i < kept.length; i++) {
          int reach = draws.upTo(window);
          int[] around = around(kept, i, reach);
          if (around.length > 0) {
            draws.negatives(drawn);
            model.learn(around, kept[i], drawn, (float) rate);
          }
        }
        read += list.length;
      }
    }
  }

  /** The words on either side of one. */
  private static int[] around(int[] words, int position, int reach) {
    int from = Math.max(0, position - reach);
    int to = (int) Math.min(words.length, (long) position + reach + 1);
    int[] around = new int[to - from - 1];
    System.arraycopy(words, from, around, 0, position - from);
    System.arraycopy(words, position + 1, around, position - from, to - position - 1);
    return around;
  }
}
