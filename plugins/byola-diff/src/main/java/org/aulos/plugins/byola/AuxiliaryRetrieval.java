package org.aulos.plugins.byola;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Direction;
import org.aulos.api.Encoder;
import org.aulos.api.GroupedEmbeddings;
import org.aulos.api.Interval;
import org.aulos.api.Metric;
import org.aulos.api.OptionsException;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.api.TextBatch;
import org.aulos.api.spi.Resources;
import org.aulos.api.spi.Role;

/**
 * Retrieval with auxiliary information (Takeuchi et al., "Towards learning a difference-aware
 * general-purpose audio representation", section 5.3): a query is a clip and a text that says in
 * what the wanted clip differs. {@link QueryTraining} learns from the groups of fold {@code train};
 * each query of fold {@code test} looks for its target among the targets of all. Ties count against
 * the system. Chance is a target at any rank.
 */
final class AuxiliaryRetrieval implements Metric<GroupedEmbeddings> {
  static final String QUERY = "query";
  static final String TARGET = "target";

  private static final String NAME = "auxiliary-retrieval";
  private static final String TRAIN = "train";
  private static final String VALIDATION = "validation";
  private static final String TEST = "test";

  private final String version;
  private final AuxiliaryRetrievalOptions options;
  private final Encoder<TextBatch> texts;
  private final NDManager manager;
  private final long seed;

  AuxiliaryRetrieval(
      String version,
      AuxiliaryRetrievalOptions options,
      Encoder<TextBatch> texts,
      NDManager manager,
      long seed) {
    this.version = version;
    this.options = options;
    this.texts = texts;
    this.manager = manager;
    this.seed = seed;
  }

  /**
   * The metric with the encoder of texts that the options name.
   *
   * @throws OptionsException if that encodes no texts
   */
  static AuxiliaryRetrieval of(
      String version, AuxiliaryRetrievalOptions options, Resources resources) {
    Encoder<?> encoder = resources.component(Role.ENCODER, options.textEncoder());
    if (encoder.inputType() != TextBatch.class) {
      throw new OptionsException(
          "text-encoder '%s' takes %s; expected an encoder of texts"
              .formatted(options.textEncoder(), encoder.inputType().getSimpleName()));
    }
    @SuppressWarnings("unchecked") // it states that it takes texts
    Encoder<TextBatch> texts = (Encoder<TextBatch>) encoder;
    return new AuxiliaryRetrieval(version, options, texts, resources.manager(), resources.seed());
  }

  @Override
  public Class<GroupedEmbeddings> evidenceType() {
    return GroupedEmbeddings.class;
  }

  @Override
  public Score score(GroupedEmbeddings evidence) {
    List<ClipGroup> groups = evidence.groups();
    int[] train = inFold(groups, TRAIN);
    int[] validation = inFold(groups, VALIDATION);
    int[] test = inFold(groups, TEST);
    if (train.length < 4 || test.length < 2) {
      throw new AulosException(
          "%s needs folds named train and test, with four and two groups at least, but they have %d and %d"
              .formatted(NAME, train.length, test.length));
    }
    if (validation.length > 0 && validation.length < QueryTraining.LEAST_VALIDATION) {
      throw new AulosException(
          NAME
              + ": the fold named validation has one group, which finds its target whatever is learnt; give it two at least, or none");
    }
    int[] ranks;
    try (NDManager own = manager.newSubManager()) {
      QueryTraining training =
          new QueryTraining(options, QueryExamples.of(evidence, texts), own, seed);
      QueryTraining.Learnt learnt = training.run(train, validation);
      ranks = ranks(groups, test, learnt.queries(test), learnt.targets(test));
    }
    return score(groups, test, ranks);
  }

  private static int[] inFold(List<ClipGroup> groups, String fold) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (fold.equals(groups.get(i).first().fold())) {
        found.add(i);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Rank of each query's target, from 1, among the targets; a clip that is several counts once. */
  private static int[] ranks(
      List<ClipGroup> groups, int[] test, float[][] queries, float[][] targets) {
    Map<String, float[]> gallery = new LinkedHashMap<>();
    for (int i = 0; i < test.length; i++) {
      gallery.put(groups.get(test[i]).clip(TARGET).id(), targets[i]);
    }
    int[] ranks = new int[test.length];
    for (int i = 0; i < test.length; i++) {
      Clip wanted = groups.get(test[i]).clip(TARGET);
      double own = dot(queries[i], Objects.requireNonNull(gallery.get(wanted.id())));
      int rank = 1;
      for (Map.Entry<String, float[]> other : gallery.entrySet()) {
        if (!other.getKey().equals(wanted.id()) && dot(queries[i], other.getValue()) >= own) {
          rank++;
        }
      }
      ranks[i] = rank;
    }
    return ranks;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private Score score(List<ClipGroup> groups, int[] test, int[] ranks) {
    List<SampleScore> samples = new ArrayList<>();
    for (int i = 0; i < test.length; i++) {
      String id = groups.get(test[i]).clip(QUERY).id();
      samples.add(SampleScore.of(id, ranks[i] <= options.depth() ? 1 : 0));
    }
    double share = recall(ranks, options.depth());
    Score score =
        Score.of(share, Direction.HIGHER_IS_BETTER, test.length, signature())
            .withInterval(Interval.wilson(share, test.length))
            .withDetail(Score.CHANCE, Math.min(1, options.depth() / (double) targets(groups, test)))
            .withSamples(samples);
    for (int depth : new int[] {1, 5, 10}) {
      score = score.withDetail("R@" + depth, recall(ranks, depth));
    }
    return score;
  }

  /** How many clips are targets. */
  private static long targets(List<ClipGroup> groups, int[] test) {
    return IntStream.of(test).mapToObj(i -> groups.get(i).clip(TARGET).id()).distinct().count();
  }

  private static double recall(int[] ranks, int depth) {
    double found = 0;
    for (int rank : ranks) {
      found += rank <= depth ? 1 : 0;
    }
    return found / ranks.length;
  }

  private Signature signature() {
    return Signature.of(NAME)
        .with("version", version)
        .with("measure", "R@" + options.depth())
        .with("similarity", "cosine")
        .with("ties", "last")
        .with("text-encoder", options.textEncoder())
        .with("hidden", options.hidden())
        .with("width", options.width())
        .with("temperature", options.temperature())
        .with("class-weight", options.classWeight())
        .with("learning-rate", options.learningRate())
        .with("batch-size", options.batchSize())
        .with("epochs", options.epochs())
        .with("validation", options.validation())
        .with("training-seed", seed);
  }
}
