package org.aulos.runtime.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.aulos.api.Interval;

/**
 * A mean over seeds and clips and how far it may be off, if both are drawn at random: every clip
 * was judged under every seed.
 *
 * <p>With S seeds, n clips and the mean squares of the two-way analysis of variance without
 * replication (seeds, clips, remainder), the variance of the mean is estimated as (MS_seeds +
 * MS_clips - MS_remainder) / (S n); a component of variance that comes out negative counts as zero
 * (Searle, Casella and McCulloch 1992, chapter 4). Degrees of freedom are Satterthwaite's (1946).
 * If seeds change nothing, this is the t interval over the clips. With a handful of seeds a
 * bootstrap over them would be too narrow: of S values it sees (S - 1) / S of the variance.
 *
 * @param mean the mean
 * @param error its standard error
 * @param freedom degrees of freedom of Student's distribution that the error has
 */
public record SeedsAndClips(double mean, double error, double freedom) {
  /**
   * The mean of what was found for clips under seeds.
   *
   * @param shares {@code [seeds][clips]}, two seeds and one clip at least
   * @throws IllegalArgumentException if there are fewer, or not as many clips under each seed
   */
  public static SeedsAndClips of(double[][] shares) {
    int seeds = shares.length;
    int clips = seeds == 0 ? 0 : shares[0].length;
    if (seeds < 2 || clips == 0 || Arrays.stream(shares).anyMatch(row -> row.length != clips)) {
      throw new IllegalArgumentException(
          "expected two seeds at least with one clip each, and as many clips under each; were %d seeds"
              .formatted(seeds));
    }
    double[] ofSeeds = Arrays.stream(shares).mapToDouble(SeedsAndClips::mean).toArray();
    if (clips == 1) {
      return ofSeeds(ofSeeds);
    }
    double[] ofClips = new double[clips];
    for (double[] row : shares) {
      for (int clip = 0; clip < clips; clip++) {
        ofClips[clip] += row[clip] / seeds;
      }
    }
    double mean = mean(ofSeeds);
    double bySeeds = clips * squares(ofSeeds, mean) / (seeds - 1);
    double byClips = seeds * squares(ofClips, mean) / (clips - 1);
    double rest = 0;
    for (int seed = 0; seed < seeds; seed++) {
      for (int clip = 0; clip < clips; clip++) {
        double left = shares[seed][clip] - ofSeeds[seed] - ofClips[clip] + mean;
        rest += left * left;
      }
    }
    double remainder = rest / ((seeds - 1.0) * (clips - 1));
    return combined(mean, bySeeds, byClips, remainder, seeds, clips);
  }

  private static SeedsAndClips combined(
      double mean, double bySeeds, double byClips, double remainder, int seeds, int clips) {
    double count = (double) seeds * clips;
    if (bySeeds <= remainder && byClips >= bySeeds) {
      return new SeedsAndClips(mean, Math.sqrt(byClips / count), clips - 1);
    }
    if (byClips <= remainder) {
      return new SeedsAndClips(mean, Math.sqrt(bySeeds / count), seeds - 1);
    }
    double variance = bySeeds + byClips - remainder;
    double freedom =
        variance
            * variance
            / (bySeeds * bySeeds / (seeds - 1)
                + byClips * byClips / (clips - 1)
                + remainder * remainder / ((seeds - 1.0) * (clips - 1)));
    return new SeedsAndClips(mean, Math.sqrt(variance / count), freedom);
  }

  /**
   * The mean of one number for each seed, where there are none for the clips or each seed has clips
   * of its own: Student's, over the seeds.
   *
   * @throws IllegalArgumentException if there are fewer than two
   */
  public static SeedsAndClips ofSeeds(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException("expected two seeds at least but was " + values.length);
    }
    double mean = mean(values);
    double variance = squares(values, mean) / (values.length - 1);
    return new SeedsAndClips(mean, Math.sqrt(variance / values.length), values.length - 1);
  }

  /** The 95 % interval of the mean. */
  public Interval interval() {
    double tail = (1 - ClipBootstrap.LEVEL) / 2;
    double reach = error * TDistribution.of(freedom).inverseSurvivalProbability(tail);
    return new Interval(mean - reach, mean + reach, ClipBootstrap.LEVEL);
  }

  /** Probability of a mean at least as far from zero if zero were the truth. */
  public double p() {
    if (error == 0) {
      return mean == 0 ? 1 : 0;
    }
    return 2 * TDistribution.of(freedom).survivalProbability(Math.abs(mean) / error);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double squares(double[] values, double mean) {
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
