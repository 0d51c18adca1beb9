package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.plugins.eval.RetrievalOptions.Measure;
import org.ejml.data.DMatrixRMaj;

/**
 * Each clip looks for the others of its class by the cosine of their embeddings; the mean of a
 * measure over all clips.
 *
 * <p>A clip is no candidate of its own. A clip that is alone in its class has nothing to find: it
 * is a candidate, but no query. Ties count against the system ({@link Ranking}). Chance is its mean
 * over the queries for candidates in random order ({@link Chance}).
 */
final class Retrieval implements Metric<LabelledEmbeddings> {
  private final RetrievalOptions options;
  private final long seed;

  Retrieval(RetrievalOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<LabelledEmbeddings> evidenceType() {
    return LabelledEmbeddings.class;
  }

  @Override
  public Score score(LabelledEmbeddings evidence) {
    Classes classes = Classes.of(evidence);
    int[] queries = queries(evidence, classes);
    DMatrixRMaj vectors = Rows.unit(evidence.embeddings());
    // Each query by one thread on its own: the number of threads changes nothing.
    List<Ranking> rankings =
        Arrays.stream(queries).parallel().mapToObj(query -> rank(vectors, classes, query)).toList();
    double[] values = rankings.stream().mapToDouble(options.measure()::of).toArray();
    Signature signature =
        EvalPlugin.signature("retrieval")
            .with("measure", OptionNames.of(options.measure()))
            .with("similarity", "cosine")
            .with("ties", "last");
    Score score =
        Score.of(mean(values), Direction.HIGHER_IS_BETTER, queries.length, signature)
            .withInterval(Bootstrap.interval(List.of(values), seed))
            .withSamples(samples(evidence, queries, values));
    return warned(
        detailed(score, options.measure(), rankings), evidence.labels().size() - queries.length);
  }

  /** Clips that have something to find, in the order of their ids. */
  private static int[] queries(LabelledEmbeddings evidence, Classes classes) {
    int[] sizes = new int[classes.count()];
    for (int clip = 0; clip < evidence.labels().size(); clip++) {
      sizes[classes.of(clip)]++;
    }
    int[] queries =
        Arrays.stream(Splits.byId(evidence)).filter(clip -> sizes[classes.of(clip)] > 1).toArray();
    if (queries.length == 0) {
      throw new AulosException(
          "retrieval: each of the %d clips is alone in its class, so there is nothing to find;"
                  .formatted(evidence.labels().size())
              + " check the labels of the data set, or raise its limit.");
    }
    return queries;
  }

  private static Ranking rank(DMatrixRMaj vectors, Classes classes, int query) {
    int columns = vectors.numCols;
    double[] similarities = new double[vectors.numRows - 1];
    double[] gains = new double[similarities.length];
    for (int i = 0; i < similarities.length; i++) {
      int other = i < query ? i : i + 1;
      similarities[i] =
          Rows.dot(vectors.data, query * columns, vectors.data, other * columns, columns);
      gains[i] = classes.of(other) == classes.of(query) ? 1 : 0;
    }
    return Ranking.of(similarities, gains);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static List<SampleScore> samples(
      LabelledEmbeddings evidence, int[] queries, double[] values) {
    return IntStream.range(0, queries.length)
        .mapToObj(i -> SampleScore.of(evidence.embeddings().ids().get(queries[i]), values[i]))
        .toList();
  }

  /**
   * A score with what chance gives, the median rank, and every measure with what chance gives.
   *
   * @param asked the measure that is the score
   * @param rankings of the queries
   */
  static Score detailed(Score score, Measure asked, List<Ranking> rankings) {
    // Classes of one size share their chance.
    Map<Chance, Long> chances =
        rankings.stream()
            .collect(
                Collectors.groupingBy(Ranking::chance, LinkedHashMap::new, Collectors.counting()));
    Score result = score.withDetail(Score.CHANCE, chance(asked, chances));
    for (Measure measure : Measure.values()) {
      result =
          result
              .withDetail(
                  measure.title(), mean(rankings.stream().mapToDouble(measure::of).toArray()))
              .withDetail(Score.CHANCE + " " + measure.title(), chance(measure, chances));
    }
    int[] first = rankings.stream().mapToInt(Ranking::first).toArray();
    return result.withDetail("median rank", Ranking.median(first));
  }

  /** Mean over queries by what chance gives each. */
  private static double chance(Measure measure, Map<Chance, Long> chances) {
    double sum = 0;
    long queries = 0;
    for (Map.Entry<Chance, Long> some : chances.entrySet()) {
      sum += some.getValue() * measure.of(some.getKey());
      queries += some.getValue();
    }
    return sum / queries;
  }

  private static Score warned(Score score, int alone) {
    if (alone == 0) {
      return score;
    }
    return score.withWarning(
        "Clips alone in their class have nothing to find and are no queries: "
            + alone
            + " left out.");
  }
}
