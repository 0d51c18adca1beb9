package org.aulos.plugins.eval;

import java.util.stream.IntStream;

/**
 * What measures are on average over all orders of the items, each as likely as any other.
 *
 * @param relevant how many items are relevant, alike; 1 to {@code items}
 * @param items how many there are
 */
record Chance(int relevant, int items) implements RankMeasures {
  Chance {
    if (relevant < 1 || relevant > items) {
      throw new IllegalArgumentException(
          "expected relevant items in 1.." + items + " but were " + relevant);
    }
  }

  @Override
  public double hit(int depth) {
    return 1 - missed(depth);
  }

  /** Probability that none of the first {@code depth} items is relevant. */
  private double missed(int depth) {
    double missed = 1;
    for (int before = 0; before < Math.min(depth, items); before++) {
      missed *= Math.max(0, items - relevant - before) / (double) (items - before);
    }
    return missed;
  }

  @Override
  public double precision(int depth) {
    return (double) relevant / items * Math.min(depth, items) / depth;
  }

  @Override
  public double averagePrecision(int depth) {
    // Of the items before a relevant one each is another relevant one with the same probability.
    double other = items == 1 ? 0 : (relevant - 1.0) / (items - 1);
    double sum =
        IntStream.rangeClosed(1, Math.min(depth, items))
            .mapToDouble(rank -> (1 + (rank - 1) * other) / rank)
            .sum();
    return sum * relevant / items / Math.min(depth, relevant);
  }

  @Override
  public double reciprocalRank() {
    double sum = 0;
    double missed = 1;
    for (int rank = 1; rank <= items && missed > 0; rank++) {
      double left = items - rank + 1.0;
      double hit = Math.min(1, relevant / left);
      sum += missed * hit / rank;
      missed *= 1 - hit;
    }
    return sum;
  }

  @Override
  public double ndcg(int depth) {
    double share = (double) relevant / items;
    return share
        * Ranking.discounts(Math.min(depth, items))
        / Ranking.discounts(Math.min(depth, relevant));
  }
}
