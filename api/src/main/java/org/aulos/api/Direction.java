package org.aulos.api;

/** Which way a score improves. */
public enum Direction {
  /** An accuracy, a recall: more is better. */
  HIGHER_IS_BETTER,
  /** A distance, a time: less is better. */
  LOWER_IS_BETTER;

  /** Whether {@code value} beats {@code other}. */
  public boolean better(double value, double other) {
    return this == HIGHER_IS_BETTER ? value > other : value < other;
  }
}
