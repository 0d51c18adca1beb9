package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code inception-score}.
 *
 * @param scores what the classifier's vectors are
 */
@Describe(
    "Inception score over the class scores of a classifier: how sure it is of each clip, and how"
        + " many classes the clips have together; more is better.")
public record InceptionScoreOptions(
    @Describe("What the encoder's vectors are: softmax or sigmoid for logits, or probabilities.")
        ClassScores scores) {
  /** Logits of classes that exclude each other. */
  public static final InceptionScoreOptions DEFAULTS =
      new InceptionScoreOptions(ClassScores.SOFTMAX);
}
