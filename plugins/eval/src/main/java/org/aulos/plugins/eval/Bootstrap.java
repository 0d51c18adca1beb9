package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.aulos.api.Interval;

/**
 * Percentile bootstrap (Efron 1979) of a mean over clips: 1,000 resamples, 95 %.
 *
 * <p>Clips are drawn within their fold, because the score is the mean over folds of their means.
 */
final class Bootstrap {
  static final int RESAMPLES = 1000;
  private static final double LEVEL = 0.95;

  private Bootstrap() {}

  /**
   * Interval of the mean over folds of the mean over the clips of each.
   *
   * @param folds what was found for each clip of each fold; no fold is empty
   * @param seed decides the draws
   */
  static Interval interval(List<double[]> folds, long seed) {
    Random random = new Random(seed);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (double[] values : folds) {
        sum += mean(values, random.ints(values.length, 0, values.length).toArray());
      }
      means[i] = sum / folds.size();
    }
    return interval(means);
  }

  /** Mean of the values drawn. */
  static double mean(double[] values, int[] draws) {
    double sum = 0;
    for (int draw : draws) {
      sum += values[draw];
    }
    return sum / draws.length;
  }

  /** Central 95 % of the means of all resamples. */
  static Interval interval(double[] means) {
    double[] sorted = means.clone();
    Arrays.sort(sorted);
    double tail = (1 - LEVEL) / 2;
    return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail), LEVEL);
  }

  /** Quantile by linear interpolation at position {@code share * (n - 1)}. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
