package org.aulos.runtime.statistics;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether the mean of paired differences is zero (Fisher 1935): if neither system were better, each
 * difference could as well have had the other sign. Two-sided.
 *
 * <p>Where all differences that are not zero are of one size, as those of hits and misses are, the
 * number of positive ones is binomial: this is McNemar's exact test (1947). Otherwise all signs are
 * tried if there are at most {@value #MOST_ENUMERATED} such differences, and {@value #DRAWS} draws
 * of them if there are more, the data counting as one more draw.
 *
 * @param p probability of a mean at least as far from zero
 * @param method how it was found
 */
public record SignFlipTest(double p, Method method) {
  static final int MOST_ENUMERATED = 20;
  static final int DRAWS = 100_000;

  /** Sums that rounding alone keeps apart count as equal. */
  private static final double ROUNDING = 1e-12;

  /** How a probability was found. */
  public enum Method {
    /** There is nothing to test: no clip differs. */
    NO_DIFFERENCE("no clip differs"),
    /** By the binomial distribution of hits against misses. */
    MCNEMAR_EXACT("McNemar's exact test"),
    /** By trying all signs. */
    ALL_SIGNS("exact sign-flip test"),
    /** By drawing signs. */
    DRAWN_SIGNS("sign-flip test, 100,000 draws");

    private final String title;

    Method(String title) {
      this.title = title;
    }

    /** Its name for people. */
    public String title() {
      return title;
    }
  }

  /**
   * The test.
   *
   * @param differences one for each clip
   * @param seed decides the signs if they are drawn
   */
  public static SignFlipTest of(double[] differences, long seed) {
    return of(differences, seed, DRAWS);
  }

  /** The test by so many draws, if signs are drawn. */
  static SignFlipTest of(double[] differences, long seed, int draws) {
    double[] sizes = Arrays.stream(differences).filter(d -> d != 0).map(Math::abs).toArray();
    if (sizes.length == 0) {
      return new SignFlipTest(1, Method.NO_DIFFERENCE);
    }
    if (Arrays.stream(sizes).allMatch(size -> size == sizes[0])) {
      int positive = (int) Arrays.stream(differences).filter(d -> d > 0).count();
      return new SignFlipTest(mcnemar(positive, sizes.length - positive), Method.MCNEMAR_EXACT);
    }
    double total = Arrays.stream(sizes).sum();
    double least = Math.abs(Arrays.stream(differences).sum()) - ROUNDING * total;
    return sizes.length <= MOST_ENUMERATED
        ? new SignFlipTest(enumerate(sizes, total, least), Method.ALL_SIGNS)
        : new SignFlipTest(draw(sizes, total, least, seed, draws), Method.DRAWN_SIGNS);
  }

  /** Probability that the rarer of two outcomes is as rare as this, if both were as likely. */
  private static double mcnemar(int positive, int negative) {
    double tail =
        BinomialDistribution.of(positive + negative, 0.5)
            .cumulativeProbability(Math.min(positive, negative));
    return Math.min(1, 2 * tail);
  }

  private static double enumerate(double[] sizes, double total, double least) {
    int far = 0;
    int count = 1 << sizes.length;
    for (int signs = 0; signs < count; signs++) {
      double negative = 0;
      for (int i = 0; i < sizes.length; i++) {
        if ((signs >> i & 1) == 1) {
          negative += sizes[i];
        }
      }
      far += Math.abs(total - 2 * negative) >= least ? 1 : 0;
    }
    return (double) far / count;
  }

  private static double draw(double[] sizes, double total, double least, long seed, int draws) {
    Random random = new Random(seed);
    int far = 1;
    for (int draw = 0; draw < draws; draw++) {
      double negative = 0;
      int bits = 0;
      for (int i = 0; i < sizes.length; i++) {
        bits = i % Integer.SIZE == 0 ? random.nextInt() : bits >>> 1;
        negative += (bits & 1) * sizes[i];
      }
      far += Math.abs(total - 2 * negative) >= least ? 1 : 0;
    }
    return far / (draws + 1.0);
  }
}
