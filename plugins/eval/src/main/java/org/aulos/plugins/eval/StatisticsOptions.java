package org.aulos.plugins.eval;

import java.util.HashSet;
import java.util.List;
import org.aulos.api.FeatureFormat;
import org.aulos.api.spi.Describe;
import org.aulos.dsp.Deltas;

/**
 * Options of the encoder {@code statistics}.
 *
 * @param statistics what is taken of each bin over time, in this order; at least one, each once
 * @param deltas whether the same is taken of the first derivative of each bin
 * @param deltaWidth frames that take part in a derivative; odd, at least 3
 */
@Describe("Statistics of each feature bin over the frames of a clip.")
public record StatisticsOptions(
    @Describe("What is taken of each bin over time, in this order: mean, std, var, min, max.")
        List<Statistic> statistics,
    @Describe("Whether the same is taken of the derivative of each bin over time.") boolean deltas,
    @Describe("Frames that take part in a derivative; odd, 3 or more.") int deltaWidth) {
  /** Mean and standard deviation, without derivatives. */
  public static final StatisticsOptions DEFAULTS =
      new StatisticsOptions(List.of(Statistic.MEAN, Statistic.STD), false, 9);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if there is no statistic, one is named twice, or the width is
   *     even or less than 3
   */
  public StatisticsOptions {
    statistics = List.copyOf(statistics);
    if (statistics.isEmpty() || new HashSet<>(statistics).size() < statistics.size()) {
      throw new IllegalArgumentException(
          "expected at least one statistic and each once but were " + statistics);
    }
    derivative(deltaWidth);
  }

  /** Values in the vector of features of the given format. */
  int dimension(FeatureFormat format) {
    return format.bins() * statistics.size() * (deltas ? 2 : 1);
  }

  /** The derivative whose statistics are taken too. */
  Deltas derivative() {
    return derivative(deltaWidth);
  }

  private static Deltas derivative(int width) {
    return new Deltas(1, width);
  }

  /** A number that sums up a sequence. */
  public enum Statistic {
    /** Arithmetic mean. */
    MEAN,
    /** Standard deviation of the population: divisor n, 0 for a single frame. */
    STD,
    /** Square of the standard deviation. */
    VAR,
    /** Least value. */
    MIN,
    /** Greatest value. */
    MAX
  }
}
