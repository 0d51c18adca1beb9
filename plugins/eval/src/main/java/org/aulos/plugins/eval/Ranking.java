package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Where the relevant items of one query stand among all items, the most similar first.
 *
 * <p>Ties count against the system: of equally similar items the less relevant come first. An
 * encoder that maps every clip to one point thus scores at the floor and not by luck.
 */
final class Ranking implements RankMeasures {
  // Ascending ranks, counted from 1, and the gain of the item at each.
  private final int[] ranks;
  private final double[] gains;
  private final int items;

  private Ranking(int[] ranks, double[] gains, int items) {
    this.ranks = ranks;
    this.gains = gains;
    this.items = items;
  }

  /**
   * The ranking of one query.
   *
   * @param similarities of all items
   * @param gains how relevant each item is; 0 for not at all; at least one is greater than 0
   */
  static Ranking of(double[] similarities, double[] gains) {
    int[] relevant =
        IntStream.range(0, gains.length)
            .filter(i -> gains[i] > 0)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -similarities[i])
                    .thenComparingDouble(i -> gains[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] others =
        IntStream.range(0, gains.length)
            .filter(i -> !(gains[i] > 0))
            .mapToDouble(i -> -similarities[i])
            .sorted()
            .toArray();
    int[] ranks = new int[relevant.length];
    int ahead = 0;
    for (int i = 0; i < relevant.length; i++) {
      while (ahead < others.length && others[ahead] <= -similarities[relevant[i]]) {
        ahead++;
      }
      ranks[i] = i + ahead + 1;
    }
    return new Ranking(
        ranks, Arrays.stream(relevant).mapToDouble(i -> gains[i]).toArray(), gains.length);
  }

  /**
   * The ranking of one query by inner products.
   *
   * @param queries a vector in each row
   * @param query which of them
   * @param items a vector in each row
   * @param gains as above
   */
  static Ranking byProducts(DMatrixRMaj queries, int query, DMatrixRMaj items, double[] gains) {
    int columns = queries.numCols;
    double[] products = new double[items.numRows];
    for (int i = 0; i < products.length; i++) {
      products[i] = Rows.dot(queries.data, query * columns, items.data, i * columns, columns);
    }
    return of(products, gains);
  }

  /** The same query with its items in random order; its relevant items are relevant alike. */
  Chance chance() {
    return new Chance(ranks.length, items);
  }

  /** Rank of the first relevant item, counted from 1. */
  int first() {
    return ranks[0];
  }

  @Override
  public double hit(int depth) {
    return first() <= depth ? 1 : 0;
  }

  @Override
  public double precision(int depth) {
    return Arrays.stream(ranks).filter(rank -> rank <= depth).count() / (double) depth;
  }

  @Override
  public double reciprocalRank() {
    return 1.0 / first();
  }

  /** Mean over the relevant items of the precision at their rank. */
  double averagePrecision() {
    return averagePrecision(Integer.MAX_VALUE);
  }

  @Override
  public double averagePrecision(int depth) {
    double sum = 0;
    for (int i = 0; i < ranks.length && ranks[i] <= depth; i++) {
      sum += (i + 1.0) / ranks[i];
    }
    return sum / Math.min(depth, ranks.length);
  }

  @Override
  public double ndcg(int depth) {
    double sum = 0;
    for (int i = 0; i < ranks.length && ranks[i] <= depth; i++) {
      sum += gains[i] / log2(1 + ranks[i]);
    }
    double[] ascending = gains.clone();
    Arrays.sort(ascending);
    double ideal = 0;
    for (int rank = 1; rank <= Math.min(depth, ascending.length); rank++) {
      ideal += ascending[ascending.length - rank] / log2(1 + rank);
    }
    return sum / ideal;
  }

  /** Median; the mean of the two middle values if their number is even. */
  static double median(int[] values) {
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : ((double) sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Sum of 1 / log2(1 + rank) over the first ranks: the discounted gain of as many items. */
  static double discounts(int ranks) {
    return IntStream.rangeClosed(1, ranks).mapToDouble(rank -> 1 / log2(1 + rank)).sum();
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
