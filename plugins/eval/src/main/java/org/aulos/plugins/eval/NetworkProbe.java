package org.aulos.plugins.eval;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.plugins.eval.NetworkProbeOptions.Stopping;

/**
 * Accuracy of a network trained on frozen embeddings by Adam: the mean over repeats of the mean
 * over folds.
 */
final class NetworkProbe implements Metric<LabelledEmbeddings> {
  /** How often a validation part is drawn until every class is left on both sides. */
  private static final int DRAWS = 100;

  private final String name;
  private final NetworkProbeOptions options;
  private final long seed;

  NetworkProbe(String name, NetworkProbeOptions options, long seed) {
    this.name = name;
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<LabelledEmbeddings> evidenceType() {
    return LabelledEmbeddings.class;
  }

  @Override
  public Score score(LabelledEmbeddings evidence) {
    return score(evidence, Classes.of(evidence));
  }

  /** The score of clips that may have several vectors each: a clip counts as much as any other. */
  Score scoreSeveral(LabelledEmbeddings evidence) {
    return score(evidence, Classes.ofVectors(evidence));
  }

  private Score score(LabelledEmbeddings evidence, Classes classes) {
    Splits splits = Splits.of(evidence, classes, options.protocol(), options.folds(), seed);
    return new Probe(classes, splits, options.standardise())
        .score(
            evidence,
            (fold, repeat) -> predict(fold, classes, repeat),
            options.repeats(),
            signature(),
            seed);
  }

  private Signature signature() {
    Signature signature =
        EvalPlugin.signature(name)
            .with("classifier", "network")
            .with("hidden", hidden())
            .with("recipe", OptionNames.of(options.recipe()))
            .with("learning-rate", options.learningRate())
            .with("l2", options.l2())
            .with("batch-size", options.batchSize())
            .with("epochs", options.epochs())
            .with("stopping", OptionNames.of(options.stopping()))
            .with("patience", options.patience())
            .with("repeats", options.repeats())
            .with("standardise", options.standardise())
            .with("training-seed", seed);
    if (!options.hidden().isEmpty()) {
      signature = signature.with("dropout", options.dropout());
    }
    return options.stopping() == Stopping.TRAINING_LOSS
        ? signature
        : signature.with("validation", options.validation());
  }

  private String hidden() {
    return options.hidden().isEmpty()
        ? "none"
        : options.hidden().stream().map(String::valueOf).collect(Collectors.joining("+"));
  }

  private int[] predict(Probe.Fold fold, Classes classes, int repeat) {
    // One stream of draws for each training, so that their order does not matter.
    Random random = new Random(31 * (31 * seed + repeat) + fold.name().hashCode());
    Probe.Fold parted =
        options.stopping() == Stopping.TRAINING_LOSS || fold.validationLabels().length > 0
            ? fold
            : withValidation(fold, random);
    return new NetworkTraining(options, classes.count(), random)
        .run(parted.train(), parted.labels(), parted.validation(), parted.validationLabels())
        .predict(fold.test());
  }

  /** Sets a share of the training part aside such that no class loses all its examples. */
  private Probe.Fold withValidation(Probe.Fold fold, Random random) {
    int size = (int) Math.round(options.validation() * fold.clips());
    if (size == 0) {
      throw new AulosException(
          "%s: %d training clips of fold '%s' leave none for validation; take more clips, or stopping: training-loss"
              .formatted(name, fold.clips(), fold.name()));
    }
    List<Integer> order = IntStream.range(0, fold.clips()).boxed().collect(Collectors.toList());
    BitSet aside = new BitSet();
    for (int draw = 0; draw < DRAWS; draw++) {
      Collections.shuffle(order, random);
      aside.clear();
      order.subList(0, size).forEach(aside::set);
      if (fold.keepsEveryClass(aside)) {
        break;
      }
    }
    return fold.parted(aside);
  }
}
