package org.aulos.runtime.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Correction of several tests made at once (Holm 1979): the probability that any of the differences
 * called real is not, stays below the level asked for.
 */
public final class Holm {
  private Holm() {}

  /** The corrected probabilities, in the order given. */
  public static double[] adjusted(double[] p) {
    List<Integer> order =
        IntStream.range(0, p.length).boxed().sorted(Comparator.comparing(i -> p[i])).toList();
    double[] adjusted = new double[p.length];
    double least = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int test = order.get(rank);
      least = Math.max(least, Math.min(1, (p.length - rank) * p[test]));
      adjusted[test] = least;
    }
    return adjusted;
  }
}
