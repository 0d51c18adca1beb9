package org.aulos.listen;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.aulos.api.Interval;

/** 95 % intervals of mean scores and of shares. */
final class Intervals {
  static final double LEVEL = 0.95;
  static final int REPLICATES = 10_000;

  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private Intervals() {}

  /**
   * A mean whose terms share raters and prompts: both are drawn with replacement, independently,
   * and a score counts as often as its rater times its prompt was drawn (Owen, The Pigeonhole
   * Bootstrap, Annals of Applied Statistics 1, 2007). So the interval is about other raters and
   * other prompts, and is, if anything, too wide. Bounds are percentiles of {@value #REPLICATES}
   * draws.
   *
   * @param scores at least one, all of one question and system
   */
  static Interval ofMean(List<Answer> scores, long seed) {
    Map<Object, Integer> raters = new HashMap<>();
    Map<Object, Integer> prompts = new HashMap<>();
    int[] rater = new int[scores.size()];
    int[] prompt = new int[scores.size()];
    for (int i = 0; i < scores.size(); i++) {
      rater[i] = number(raters, scores.get(i).rater());
      prompt[i] = number(prompts, scores.get(i).clip().prompt());
    }
    Random random = new Random(seed);
    double[] means = new double[REPLICATES];
    int made = 0;
    while (made < REPLICATES) {
      int[] raterDraws = draws(raters.size(), random);
      int[] promptDraws = draws(prompts.size(), random);
      double sum = 0;
      double weight = 0;
      for (int i = 0; i < rater.length; i++) {
        double times = (double) raterDraws[rater[i]] * promptDraws[prompt[i]];
        sum += times * scores.get(i).value();
        weight += times;
      }
      // Raters who were drawn may have scored none of the prompts that were drawn.
      if (weight > 0) {
        means[made++] = sum / weight;
      }
    }
    Arrays.sort(means);
    return new Interval(quantile(means, 0.5 - LEVEL / 2), quantile(means, 0.5 + LEVEL / 2), LEVEL);
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

  /** Linear between neighbours. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * Wilson's interval of a share (Journal of the American Statistical Association 22, 1927).
   *
   * @param count cases of the kind, 0 to {@code total}
   * @param total cases; at least 1
   */
  static Interval ofShare(int count, int total) {
    double share = (double) count / total;
    double square = Z * Z / total;
    double centre = (share + square / 2) / (1 + square);
    double half = Z / (1 + square) * Math.sqrt(share * (1 - share) / total + square / (4 * total));
    // Rounding may pass the ends by an ulp.
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half), LEVEL);
  }
}
