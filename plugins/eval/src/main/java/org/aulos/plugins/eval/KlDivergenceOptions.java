package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code kl-divergence}.
 *
 * @param scores what the classifier's vectors are
 */
@Describe(
    "KL divergence of the class scores of each evaluated clip from those of the reference clip of"
        + " the same id; less is better.")
public record KlDivergenceOptions(
    @Describe("What the encoder's vectors are: softmax or sigmoid for logits, or probabilities.")
        ClassScores scores) {
  /** Logits of classes that exclude each other. */
  public static final KlDivergenceOptions DEFAULTS = new KlDivergenceOptions(ClassScores.SOFTMAX);
}
