package org.aulos.runtime.statistics;

import org.aulos.api.Interval;

/**
 * What is known of a share if all clips were hits, or all misses: the exact interval of Clopper and
 * Pearson (1934). A bootstrap sees no clip that differs and would claim certainty.
 */
public final class Unanimous {
  private Unanimous() {}

  /**
   * The 95 % interval of the share of hits.
   *
   * @param clips how many there were; 1 or more
   * @param hits whether all were hits, and not misses
   * @throws IllegalArgumentException if there were none
   */
  public static Interval interval(int clips, boolean hits) {
    if (clips < 1) {
      throw new IllegalArgumentException("expected one clip at least but were " + clips);
    }
    // The share of hits under which as many hits in a row still have half of what is left to
    // chance.
    double least = Math.pow((1 - ClipBootstrap.LEVEL) / 2, 1.0 / clips);
    return hits
        ? new Interval(least, 1, ClipBootstrap.LEVEL)
        : new Interval(0, 1 - least, ClipBootstrap.LEVEL);
  }
}
