package org.aulos.plugins.eval;

import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.Metric;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.ejml.data.DMatrixRMaj;

/**
 * Each text looks for the one clip that it belongs to, or the other way round, by the cosine of
 * their embeddings; the mean of a measure over all queries. Ties count against the system ({@link
 * Ranking}). Chance is what the measure is on average over all orders of the items.
 */
final class TextRetrieval implements Metric<PairedEmbeddings> {
  private static final String NAME = "text-retrieval";

  private final TextRetrievalOptions options;
  private final long seed;

  TextRetrieval(TextRetrievalOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<PairedEmbeddings> evidenceType() {
    return PairedEmbeddings.class;
  }

  @Override
  public Score score(PairedEmbeddings evidence) {
    if (evidence.audio().size() < 2) {
      throw new AulosException(
          NAME + ": there is one clip, so there is nothing to choose from; add clips.");
    }
    boolean fromText = options.direction() == TextRetrievalOptions.Direction.TEXT_TO_AUDIO;
    DMatrixRMaj audio = Rows.unit(evidence.audio());
    DMatrixRMaj text = Rows.unit(evidence.text());
    DMatrixRMaj queries = fromText ? text : audio;
    DMatrixRMaj items = fromText ? audio : text;
    // Each query by one thread on its own: the number of threads changes nothing.
    List<Ranking> rankings =
        IntStream.range(0, queries.numRows)
            .parallel()
            .mapToObj(
                query -> Ranking.byProducts(queries, query, items, only(query, items.numRows)))
            .toList();
    double[] values = rankings.stream().mapToDouble(options.measure()::of).toArray();
    Signature signature =
        EvalPlugin.signature(NAME)
            .with("direction", OptionNames.of(options.direction()))
            .with("measure", OptionNames.of(options.measure()))
            .with("similarity", "cosine")
            .with("ties", "last");
    Score score =
        Score.of(Retrieval.mean(values), Direction.HIGHER_IS_BETTER, values.length, signature)
            .withInterval(Bootstrap.interval(List.of(values), seed))
            .withSamples(samples(evidence.audio().ids(), values));
    return Retrieval.detailed(score, options.measure(), rankings);
  }

  private static List<SampleScore> samples(List<String> ids, double[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> SampleScore.of(ids.get(i), values[i]))
        .toList();
  }

  /** The gains of one relevant item. */
  private static double[] only(int item, int items) {
    double[] gains = new double[items];
    gains[item] = 1;
    return gains;
  }
}
