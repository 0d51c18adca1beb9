package org.aulos.listen;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Krippendorff's alpha: how far raters agree beyond chance, whoever of them rated what
 * (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011). 1 is perfect agreement, 0 that
 * of chance, below 0 systematic disagreement.
 */
final class Krippendorff {
  private Krippendorff() {}

  /** What the distance of two values is. */
  enum Level {
    /** Equal or not. */
    NOMINAL,
    /** By the number of values given between them. */
    ORDINAL
  }

  /**
   * Alpha of some units.
   *
   * @param units the values given to each unit, in any order; those with one value or none say
   *     nothing
   * @return empty if no two values can be compared, or all are equal, so that nothing is to be
   *     agreed on
   */
  static OptionalDouble alpha(Collection<List<Integer>> units, Level level) {
    int[] values =
        units.stream().flatMap(List::stream).mapToInt(i -> i).sorted().distinct().toArray();
    double[][] coincidences = coincidences(units, values);
    double[] totals =
        Arrays.stream(coincidences).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    double n = Arrays.stream(totals).sum();
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < values.length; c++) {
      for (int k = 0; k < values.length; k++) {
        double distance = distance(totals, c, k, level);
        observed += coincidences[c][k] * distance;
        expected += totals[c] * totals[k] * distance;
      }
    }
    return expected == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 - (n - 1) * observed / expected);
  }

  /** Pairs of values within units, each unit counting as often as it has values. */
  private static double[][] coincidences(Collection<List<Integer>> units, int[] values) {
    double[][] coincidences = new double[values.length][values.length];
    for (List<Integer> unit : units) {
      for (int i = 0; i < unit.size(); i++) {
        for (int j = 0; j < unit.size(); j++) {
          if (i != j) {
            int c = Arrays.binarySearch(values, unit.get(i));
            int k = Arrays.binarySearch(values, unit.get(j));
            coincidences[c][k] += 1.0 / (unit.size() - 1);
          }
        }
      }
    }
    return coincidences;
  }

  private static double distance(double[] totals, int c, int k, Level level) {
    if (c == k) {
      return 0;
    } else if (level == Level.NOMINAL) {
      return 1;
    }
    double ranks = -(totals[c] + totals[k]) / 2;
    for (int g = Math.min(c, k); g <= Math.max(c, k); g++) {
      ranks += totals[g];
    }
    return ranks * ranks;
  }
}
