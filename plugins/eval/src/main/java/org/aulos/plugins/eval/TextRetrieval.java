package org.aulos.plugins.eval;

import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
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
    DMatrixRMaj audio = unit(evidence.audio());
    DMatrixRMaj text = unit(evidence.text());
    DMatrixRMaj queries = fromText ? text : audio;
    DMatrixRMaj items = fromText ? audio : text;
    // Each query by one thread on its own: the number of threads changes nothing.
    List<Ranking> rankings =
        IntStream.range(0, queries.numRows)
            .parallel()
            .mapToObj(query -> rank(queries, items, query))
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
    return Retrieval.detailed(score.withDetail("chance", chance(values.length)), rankings);
  }

  /** The one item may stand at any rank. */
  private double chance(int items) {
    return IntStream.rangeClosed(1, items)
        .mapToObj(Ranking::at)
        .mapToDouble(options.measure()::of)
        .average()
        .orElseThrow();
  }

  private static List<SampleScore> samples(List<String> ids, double[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> SampleScore.of(ids.get(i), values[i]))
        .toList();
  }

  private static DMatrixRMaj unit(EmbeddingSet set) {
    DMatrixRMaj rows = Rows.of(set);
    Rows.normalise(rows);
    return rows;
  }

  private static Ranking rank(DMatrixRMaj queries, DMatrixRMaj items, int query) {
    int columns = queries.numCols;
    double[] similarities = new double[items.numRows];
    double[] gains = new double[items.numRows];
    for (int i = 0; i < similarities.length; i++) {
      similarities[i] = Rows.dot(queries.data, query * columns, items.data, i * columns, columns);
    }
    gains[query] = 1;
    return Ranking.of(similarities, gains);
  }
}
