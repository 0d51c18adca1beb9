package org.aulos.plugins.coala.tags;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What word2vec draws: words that are left out, windows, and words that are not meant. */
final class WordDraws {
  private static final double POWER = 0.75;

  private final SplittableRandom random;
  // Sum of the powers up to each word.
  private final double[] upTo;
  private final double[] keeping;

  /**
   * Draws.
   *
   * @param frequencies of the words
   * @param sampling share of all words above which a word is left out at times; 0 for never
   */
  WordDraws(int[] frequencies, double sampling, SplittableRandom random) {
    this.random = random;
    upTo = Arrays.stream(frequencies).mapToDouble(count -> Math.pow(count, POWER)).toArray();
    for (int word = 1; word < upTo.length; word++) {
      upTo[word] += upTo[word - 1];
    }
    double threshold = sampling * Arrays.stream(frequencies).asLongStream().sum();
    keeping = Arrays.stream(frequencies).mapToDouble(count -> keeping(count, threshold)).toArray();
  }

  /** How likely a word is kept, as the program of Mikolov et al. has it and not the paper. */
  static double keeping(int count, double threshold) {
    return threshold == 0 ? 1 : (Math.sqrt(count / threshold) + 1) * threshold / count;
  }

  /** The words of a list that are not left out. */
  int[] kept(int[] words) {
    return Arrays.stream(words)
        .filter(word -> keeping[word] >= 1 || random.nextDouble() < keeping[word])
        .toArray();
  }

  /** A number from 1 to {@code most}. */
  int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  /** Fills an array with words, each as likely as the power of its frequency. */
  void negatives(int[] words) {
    double all = upTo[upTo.length - 1];
    for (int i = 0; i < words.length; i++) {
      int place = Arrays.binarySearch(upTo, random.nextDouble() * all);
      words[i] = Math.min(upTo.length - 1, place < 0 ? -place - 1 : place + 1);
    }
  }
}
