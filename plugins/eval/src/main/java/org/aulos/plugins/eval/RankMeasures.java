package org.aulos.plugins.eval;

/** What can be told of where the relevant items of a query stand among all. */
interface RankMeasures {
  /** 1 if a relevant item is among the first {@code depth}, else 0. */
  double hit(int depth);

  /** How many of the first {@code depth} items are relevant, over {@code depth}. */
  double precision(int depth);

  /** Precisions at the ranks of relevant items up to {@code depth}, over as many as could be. */
  double averagePrecision(int depth);

  /** One over the rank of the first relevant item. */
  double reciprocalRank();

  /** Sum of gain / log2(1 + rank) up to {@code depth}, over that of the ideal order. */
  double ndcg(int depth);
}
