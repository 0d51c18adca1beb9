package org.aulos.runtime.statistics;

import java.util.Arrays;
import java.util.Random;
import org.aulos.api.Interval;

/**
 * Percentile bootstrap (Efron 1979) of a mean over clips: 10,000 resamples, 95 %. Of the
 * differences of two systems on the same clips it is the paired bootstrap.
 */
public final class ClipBootstrap {
  private static final int RESAMPLES = 10_000;

  /** Confidence of every interval of this package. */
  public static final double LEVEL = 0.95;

  private ClipBootstrap() {}

  /**
   * Interval of the mean.
   *
   * @param values one for each clip; at least one
   * @param seed decides the draws
   * @throws IllegalArgumentException if there are no values
   */
  public static Interval interval(double[] values, long seed) {
    return interval(values, seed, RESAMPLES);
  }

  /** Interval from so many resamples. */
  static Interval interval(double[] values, long seed, int resamples) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected one value at least but were none");
    }
    Random random = new Random(seed);
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int draw = 0; draw < values.length; draw++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    return percentiles(means);
  }

  /**
   * The interval that holds the middle 95 % of what was drawn.
   *
   * @param draws one number for each resample, which are sorted in place; at least one
   */
  public static Interval percentiles(double[] draws) {
    Arrays.sort(draws);
    double tail = (1 - LEVEL) / 2;
    return new Interval(quantile(draws, tail), quantile(draws, 1 - tail), LEVEL);
  }

  /** Quantile by linear interpolation at position {@code share * (n - 1)}. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
