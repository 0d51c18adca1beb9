package org.aulos.plugins.eval;

import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;

/**
 * Accuracy of a multinomial logistic regression on frozen embeddings: the mean over folds, with the
 * accuracy of each fold and the macro F1 of all clips tested as details.
 */
final class LinearProbe implements Metric<LabelledEmbeddings> {
  private final LinearProbeOptions options;
  private final long seed;

  LinearProbe(LinearProbeOptions options, long seed) {
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
    Splits splits = Splits.of(evidence, classes, options.protocol(), options.folds(), seed);
    Signature signature =
        EvalPlugin.signature("linear-probe")
            .with("classifier", "logistic-regression")
            .with("c", options.c())
            .with("standardise", options.standardise());
    return new Probe(classes, splits, options.standardise())
        .score(
            evidence,
            (fold, repeat) ->
                LogisticRegression.fit(fold.train(), fold.labels(), classes.count(), options.c())
                    .predict(fold.test()),
            1,
            signature,
            seed);
  }
}
