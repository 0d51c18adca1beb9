package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code retrieval}.
 *
 * @param measure the measure that is the score; the others are its details
 */
@Describe("How well each clip finds the other clips of its class by the cosine of embeddings.")
public record RetrievalOptions(
    @Describe(
            "The measure that is the score: map, map-at-10, r-at-1, r-at-5, r-at-10, p-at-5,"
                + " p-at-10, mrr, ndcg or ndcg-at-10.")
        Measure measure) {
  /** Mean average precision. */
  public static final RetrievalOptions DEFAULTS = new RetrievalOptions(Measure.MAP);

  /** What is measured for each query and averaged over all of them; more is better. */
  public enum Measure {
    /** Average precision: mean over the relevant clips of the precision at their rank. */
    MAP("mAP"),
    /**
     * Average precision among the first 10: the precisions at the ranks of the relevant clips among
     * them, summed and divided by as many as there could be.
     */
    MAP_AT_10("mAP@10"),
    /** 1 if the first clip is relevant, else 0. */
    R_AT_1("R@1"),
    /** 1 if one of the first 5 clips is relevant, else 0. */
    R_AT_5("R@5"),
    /** 1 if one of the first 10 clips is relevant, else 0. */
    R_AT_10("R@10"),
    /** Share of the first 5 clips that is relevant. */
    P_AT_5("P@5"),
    /** Share of the first 10 clips that is relevant. */
    P_AT_10("P@10"),
    /** One over the rank of the first relevant clip. */
    MRR("MRR"),
    /** Discounted cumulative gain, discount log2(1 + rank), over that of the ideal order. */
    NDCG("nDCG"),
    /** The same among the first 10. */
    NDCG_AT_10("nDCG@10");

    private final String title;

    Measure(String title) {
      this.title = title;
    }

    /** Its name in tables: {@code R@5}. */
    public String title() {
      return title;
    }

    double of(RankMeasures ranking) {
      return switch (this) {
        case MAP -> ranking.averagePrecision(Integer.MAX_VALUE);
        case MAP_AT_10 -> ranking.averagePrecision(10);
        case R_AT_1 -> ranking.hit(1);
        case R_AT_5 -> ranking.hit(5);
        case R_AT_10 -> ranking.hit(10);
        case P_AT_5 -> ranking.precision(5);
        case P_AT_10 -> ranking.precision(10);
        case MRR -> ranking.reciprocalRank();
        case NDCG -> ranking.ndcg(Integer.MAX_VALUE);
        case NDCG_AT_10 -> ranking.ndcg(10);
      };
    }
  }
}
