package org.aulos.plugins.coala.tags;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The model of continuous bag of words: each word has a vector as one that is around, v, and one as
 * one that is meant, u. With h the mean of v around the word w, and n the words drawn that are not
 * w, the loss is {@code -ln s(h·u_w) - sum ln s(-h·u_n)}, s the logistic function.
 */
final class BagOfWords {
  private final float[] vectors;
  private final float[] meant;
  private final int width;
  private final float[] mean;
  private final float[] change;

  private BagOfWords(float[] vectors, int width) {
    this.vectors = vectors;
    this.width = width;
    meant = new float[vectors.length];
    mean = new float[width];
    change = new float[width];
  }

  /** A model that has learnt nothing: v between ±0.5 / width, u zero. */
  static BagOfWords drawn(int words, int width, SplittableRandom random) {
    float[] vectors = new float[Math.multiplyExact(words, width)];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) ((random.nextDouble() - 0.5) / width);
    }
    return new BagOfWords(vectors, width);
  }

  /** v of all words, {@code [words, width]}; not a copy. */
  float[] vectors() {
    return vectors;
  }

  /** u of all words, {@code [words, width]}; not a copy. */
  float[] meant() {
    return meant;
  }

  /**
   * A step of gradient descent, in which each v around moves as h ought to. By the gradient it
   * would be that divided by the number of words around; word2vec and gensim do not divide.
   *
   * @param around the words around it, one or more
   * @param word the one that is meant
   * @param drawn words to be told from it; one that is the same does not count
   */
  void learn(int[] around, int word, int[] drawn, float rate) {
    mean(around);
    Arrays.fill(change, 0);
    descend(word, 1, rate);
    for (int other : drawn) {
      if (other != word) {
        descend(other, 0, rate);
      }
    }
    for (int near : around) {
      addTo(vectors, near * width, change, 1);
    }
  }

  private void mean(int[] around) {
    Arrays.fill(mean, 0);
    float share = 1f / around.length;
    for (int near : around) {
      addFrom(vectors, near * width, mean, share);
    }
  }

  /** Moves u of a word, and notes how h ought to move. */
  private void descend(int word, int label, float rate) {
    int at = word * width;
    float slope = (label - (float) logistic(dot(at))) * rate;
    addFrom(meant, at, change, slope);
    addTo(meant, at, mean, slope);
  }

  private static void addFrom(float[] table, int at, float[] row, float factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] += factor * table[at + i];
    }
  }

  private static void addTo(float[] table, int at, float[] row, float factor) {
    for (int i = 0; i < row.length; i++) {
      table[at + i] += factor * row[i];
    }
  }

  /** Four sums side by side: one would wait for each addition in turn. */
  private float dot(int from) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < width; i += 4) {
      a += mean[i] * meant[from + i];
      b += mean[i + 1] * meant[from + i + 1];
      c += mean[i + 2] * meant[from + i + 2];
      d += mean[i + 3] * meant[from + i + 3];
    }
    for (; i < width; i++) {
      a += mean[i] * meant[from + i];
    }
    return (a + b) + (c + d);
  }

  private static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
