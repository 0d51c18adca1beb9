package org.aulos.api;

/**
 * A confidence interval.
 *
 * @param low lower bound
 * @param high upper bound; not below {@code low}
 * @param level confidence in (0, 1), 0.95 by custom
 */
public record Interval(double low, double high, double level) {
  /** The 97.5 % point of the normal distribution. */
  private static final double QUANTILE = 1.959963984540054;

  /**
   * An interval.
   *
   * @throws IllegalArgumentException if the bounds are crossed or the level is not in (0, 1)
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("expected low <= high but was " + low + " > " + high);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("expected 0 < level < 1 but was " + level);
    }
  }

  /**
   * The 95 % interval of a share by Wilson (Journal of the American Statistical Association 22,
   * 1927), which keeps to [0, 1] and is right at its ends.
   *
   * @param share 0 to 1
   * @param count independent cases behind it; above 0, not always whole
   * @throws IllegalArgumentException if either is out of its range
   */
  public static Interval wilson(double share, double count) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("expected a share in 0..1 but was " + share);
    }
    if (!(count > 0 && Double.isFinite(count))) {
      throw new IllegalArgumentException("expected count > 0 but was " + count);
    }
    double square = QUANTILE * QUANTILE / count;
    double centre = (share + square / 2) / (1 + square);
    double half =
        QUANTILE / (1 + square) * Math.sqrt(share * (1 - share) / count + square / (4 * count));
    // Rounding may pass the ends by an ulp.
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half), 0.95);
  }
}
