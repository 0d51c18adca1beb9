package org.aulos.api;

/**
 * A confidence interval.
 *
 * @param low lower bound
 * @param high upper bound; not below {@code low}
 * @param level confidence in (0, 1), 0.95 by custom
 */
public record Interval(double low, double high, double level) {
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
}
