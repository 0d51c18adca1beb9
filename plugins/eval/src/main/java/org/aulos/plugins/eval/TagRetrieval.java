package org.aulos.plugins.eval;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.api.Suggestions;
import org.aulos.api.TaggedEmbeddings;
import org.ejml.data.DMatrixRMaj;

/**
 * Each single tag looks for all clips that bear it by the cosine of their embeddings; the mean of a
 * measure over the tags. Ties count against the system ({@link Ranking}).
 *
 * <p>A tag that every clip bears is no query: any order of the clips would be right. Chance, beside
 * each measure, is its mean over the tags for clips in random order ({@link Chance}). The interval
 * draws tags, so of a single one there is none.
 */
final class TagRetrieval implements Metric<TaggedEmbeddings> {
  private static final String NAME = "tag-retrieval";

  private final TagRetrievalOptions options;
  private final long seed;

  TagRetrieval(TagRetrievalOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<TaggedEmbeddings> evidenceType() {
    return TaggedEmbeddings.class;
  }

  /**
   * A tag that looks for its clips.
   *
   * @param row of its vector
   * @param bearers the clips that bear it
   */
  private record Query(String tag, int row, Set<Integer> bearers) {
    double[] gains(int clips) {
      double[] gains = new double[clips];
      bearers.forEach(clip -> gains[clip] = 1);
      return gains;
    }
  }

  @Override
  public Score score(TaggedEmbeddings evidence) {
    int size = evidence.clips().size();
    List<Query> asked = asked(evidence);
    List<Query> queries = asked.stream().filter(query -> query.bearers().size() < size).toList();
    if (queries.isEmpty()) {
      throw new AulosException(
          "%s: no tag of %d is borne by some of the %d clips and not by others, so there is nothing to find; add clips or tags."
              .formatted(NAME, asked.size(), size));
    }
    DMatrixRMaj clips = Rows.unit(evidence.clips());
    DMatrixRMaj words = Rows.unit(evidence.words());
    // Each query by one thread on its own: the number of threads changes nothing.
    List<Ranking> rankings =
        queries.parallelStream()
            .map(query -> Ranking.byProducts(words, query.row(), clips, query.gains(size)))
            .toList();
    double[] values = rankings.stream().mapToDouble(options.measure()::of).toArray();
    Score score =
        Score.of(Retrieval.mean(values), Direction.HIGHER_IS_BETTER, size, signature())
            .withSamples(
                IntStream.range(0, values.length)
                    .mapToObj(i -> SampleScore.of(queries.get(i).tag(), values[i]))
                    .toList());
    if (values.length > 1) {
      score = score.withInterval(Bootstrap.interval(List.of(values), seed));
    }
    return warned(
        Retrieval.detailed(
            score.withDetail("queries", queries.size()), options.measure(), rankings),
        asked.size() - queries.size());
  }

  /** The tags that were asked for, in alphabetical order. */
  private List<Query> asked(TaggedEmbeddings evidence) {
    List<String> known = evidence.words().ids();
    Map<String, Query> queries = new TreeMap<>();
    for (int row = 0; row < known.size(); row++) {
      queries.put(known.get(row), new Query(known.get(row), row, new HashSet<>()));
    }
    for (int clip = 0; clip < evidence.tags().size(); clip++) {
      for (String tag : evidence.tags().get(clip)) {
        Objects.requireNonNull(queries.get(tag), tag).bearers().add(clip);
      }
    }
    for (String tag : options.tags()) {
      if (!queries.containsKey(tag)) {
        throw new AulosException(
            "%s: no clip bears the tag '%s'; %s"
                .formatted(NAME, tag, Suggestions.among(tag, known)));
      }
    }
    return queries.values().stream()
        .filter(query -> options.tags().isEmpty() || options.tags().contains(query.tag()))
        .toList();
  }

  private Signature signature() {
    return EvalPlugin.signature(NAME)
        .with("measure", OptionNames.of(options.measure()))
        .with("similarity", "cosine")
        .with("ties", "last")
        .with(
            "queries",
            options.tags().isEmpty()
                ? "all tags"
                : String.join("+", options.tags().stream().sorted().toList()).replace('|', ';'));
  }

  private static Score warned(Score score, int left) {
    return left == 0
        ? score
        : score.withWarning(
            "Tags that all clips bear leave nothing to choose and are no queries: "
                + left
                + " left out.");
  }
}
