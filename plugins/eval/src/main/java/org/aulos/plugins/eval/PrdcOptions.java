package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code prdc}.
 *
 * @param measure the measure that is the score; the others are details
 * @param k neighbours that make the radius of a vector's ball; at least 1
 */
@Describe(
    "Precision, recall, density or coverage of one set of embeddings within another; more is"
        + " better.")
public record PrdcOptions(
    @Describe("The score: precision, recall, density or coverage; the others are details.")
        Measure measure,
    @Describe("Neighbours that make the radius of a vector's ball; 1 or more.") int k) {
  /** Coverage with the five neighbours of Naeem et al. */
  public static final PrdcOptions DEFAULTS = new PrdcOptions(Measure.COVERAGE, 5);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if {@code k} is less than 1
   */
  public PrdcOptions {
    if (k < 1) {
      throw new IllegalArgumentException("expected k >= 1 but was " + k);
    }
  }

  /** What is measured. */
  public enum Measure {
    /** Share of evaluated vectors that lie in a ball of the reference. */
    PRECISION,
    /** Share of reference vectors that lie in a ball of the evaluated. */
    RECALL,
    /** Balls of the reference that an evaluated vector lies in, over k; the mean. */
    DENSITY,
    /** Share of reference vectors with an evaluated one in their ball. */
    COVERAGE
  }
}
