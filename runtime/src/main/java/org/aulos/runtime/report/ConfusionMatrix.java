package org.aulos.runtime.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aulos.runtime.BenchResult.SampleResult;

/**
 * How often each class was taken for each other one.
 *
 * @param classes names of rows and columns
 * @param counts clips {@code [expected][predicted]}
 */
record ConfusionMatrix(List<String> classes, List<List<Integer>> counts) {
  /** Clips of one class that were taken for another one. */
  record Mistake(String expected, String predicted, int count, int of) {
    double share() {
      return (double) count / of;
    }
  }

  /**
   * The matrix of some samples that all have an expected and a predicted label.
   *
   * @param order the classes in their usual order; those that do not occur are left out, labels
   *     that are not among them follow
   */
  static ConfusionMatrix of(List<SampleResult> samples, List<String> order) {
    Set<String> occurring = new LinkedHashSet<>();
    for (SampleResult sample : samples) {
      occurring.add(String.valueOf(sample.expected()));
      occurring.add(String.valueOf(sample.predicted()));
    }
    Set<String> classes = new LinkedHashSet<>(order);
    classes.retainAll(occurring);
    classes.addAll(occurring);
    Map<String, Integer> index = new LinkedHashMap<>();
    classes.forEach(name -> index.put(name, index.size()));
    int[][] counts = new int[index.size()][index.size()];
    for (SampleResult sample : samples) {
      int row = index.getOrDefault(String.valueOf(sample.expected()), 0);
      counts[row][index.getOrDefault(String.valueOf(sample.predicted()), 0)]++;
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return new ConfusionMatrix(List.copyOf(classes), rows);
  }

  int size() {
    return classes.size();
  }

  int count(int expected, int predicted) {
    return counts.get(expected).get(predicted);
  }

  /** Clips of a class. */
  int clips(int expected) {
    return counts.get(expected).stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Clips of a class that were taken for {@code predicted}, as a share of all clips of the class.
   */
  double share(int expected, int predicted) {
    int clips = clips(expected);
    return clips == 0 ? 0 : (double) count(expected, predicted) / clips;
  }

  /** Every mistake, the most frequent first; of equally frequent ones the greater share. */
  List<Mistake> mistakes() {
    List<Mistake> mistakes = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      for (int column = 0; column < size(); column++) {
        if (row != column && count(row, column) > 0) {
          mistakes.add(
              new Mistake(classes.get(row), classes.get(column), count(row, column), clips(row)));
        }
      }
    }
    mistakes.sort(
        Comparator.comparingInt(Mistake::count).thenComparingDouble(Mistake::share).reversed());
    return mistakes;
  }
}
