package org.aulos.listen;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.aulos.api.Interval;
import org.aulos.runtime.statistics.ClipBootstrap;

/**
 * 95 % intervals of mean scores and of shares of picks. Answers share raters and prompts, so they
 * are not independent; what follows draws both (Owen, The Pigeonhole Bootstrap, Annals of Applied
 * Statistics 1, 2007): raters and prompts with replacement, each on its own, and an answer counts
 * as often as its rater times its prompt was drawn. So an interval is about other raters and other
 * prompts, and is, if anything, too wide.
 */
final class Intervals {
  static final int REPLICATES = 10_000;

  private Intervals() {}

  /**
   * What a rater said of a prompt, as a number.
   *
   * @param rater number of the rater
   * @param prompt name of the prompt
   * @param value a score; or 1 for a pick of the system at hand, 0 for one of another
   */
  record Term(int rater, String prompt, double value) {}

  /**
   * The interval of a mean: percentiles of {@value #REPLICATES} draws.
   *
   * @param terms at least one
   */
  static Interval ofMean(List<Term> terms, long seed) {
    return ClipBootstrap.percentiles(means(terms, seed));
  }

  /**
   * Intervals of shares: {@linkplain Interval#wilson Wilson's}, with the number of picks divided by
   * the design effect, which says how much less dependent picks tell than independent ones would:
   * the variance of the drawn shares over that of as many independent picks, at least 1. Where all
   * picks agree it cannot be seen, and the largest of the other systems stands for it.
   *
   * @param systems the terms of each system, over the same picks; at least one each
   */
  static List<Interval> ofShares(List<List<Term>> systems, long seed) {
    double[] shares = systems.stream().mapToDouble(Intervals::mean).toArray();
    double[] effects =
        IntStream.range(0, shares.length)
            .mapToDouble(i -> designEffect(systems.get(i), shares[i], seed))
            .toArray();
    double largest = Arrays.stream(effects).max().orElse(1);
    return IntStream.range(0, shares.length)
        .mapToObj(
            i ->
                Interval.wilson(
                    shares[i],
                    systems.get(i).size()
                        / (shares[i] == 0 || shares[i] == 1 ? largest : effects[i])))
        .toList();
  }

  private static double designEffect(List<Term> terms, double share, long seed) {
    if (share == 0 || share == 1) {
      return 1;
    }
    double[] drawn = means(terms, seed);
    double mean = Arrays.stream(drawn).average().orElseThrow();
    double variance =
        Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    return Math.max(1, variance / (share * (1 - share) / terms.size()));
  }

  private static double mean(List<Term> terms) {
    return terms.stream().mapToDouble(Term::value).average().orElseThrow();
  }

  /** The means of the draws. */
  private static double[] means(List<Term> terms, long seed) {
    Map<Object, Integer> raters = new HashMap<>();
    Map<Object, Integer> prompts = new HashMap<>();
    int[] rater = terms.stream().mapToInt(term -> number(raters, term.rater())).toArray();
    int[] prompt = terms.stream().mapToInt(term -> number(prompts, term.prompt())).toArray();
    double[] value = terms.stream().mapToDouble(Term::value).toArray();
    Random random = new Random(seed);
    double[] means = new double[REPLICATES];
    int made = 0;
    while (made < REPLICATES) {
      int[] raterDraws = draws(raters.size(), random);
      int[] promptDraws = draws(prompts.size(), random);
      double sum = 0;
      long weight = 0;
      for (int i = 0; i < value.length; i++) {
        long times = (long) raterDraws[rater[i]] * promptDraws[prompt[i]];
        sum += times * value[i];
        weight += times;
      }
      // Raters who were drawn may have scored none of the prompts that were drawn.
      if (weight > 0) {
        means[made++] = sum / weight;
      }
    }
    return means;
  }

  private static int number(Map<Object, Integer> numbers, Object of) {
    int next = numbers.size();
    Integer known = numbers.putIfAbsent(of, next);
    return known == null ? next : known;
  }

  /** How often each of {@code count} was drawn in as many draws. */
  private static int[] draws(int count, Random random) {
    int[] times = new int[count];
    for (int i = 0; i < count; i++) {
      times[random.nextInt(count)]++;
    }
    return times;
  }
}
