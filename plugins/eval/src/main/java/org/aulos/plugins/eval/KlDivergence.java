package org.aulos.plugins.eval;

import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;

/**
 * KL divergence as audio generation is judged by (AudioGen, AudioLDM, MusicGen): the mean over
 * pairs of clips of KL(reference | evaluated) = Σ p log (p / (q + ε)) over the classes that a
 * classifier tells, where ε is 1e-6. With sigmoid scores the classes are added up as they are, as
 * published.
 */
final class KlDivergence implements Metric<EmbeddingSets> {
  private static final String NAME = "kl-divergence";

  /** As published; it bounds what a class that the evaluated clip lacks can add. */
  private static final double EPSILON = 1e-6;

  private final KlDivergenceOptions options;
  private final long seed;

  KlDivergence(KlDivergenceOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<EmbeddingSets> evidenceType() {
    return EmbeddingSets.class;
  }

  @Override
  public Score score(EmbeddingSets evidence) {
    Score score =
        Pairs.of(NAME, evidence)
            .score(
                Direction.LOWER_IS_BETTER,
                EvalPlugin.signature(NAME)
                    .with("space", evidence.reference().space().replace('|', ';'))
                    .with("scores", OptionNames.of(options.scores()))
                    .with("epsilon", EPSILON),
                (reference, evaluated) ->
                    divergence(
                        probabilities(evidence.reference(), reference),
                        probabilities(evidence.evaluated(), evaluated)),
                seed);
    return options.scores().doubt(evidence.evaluated()).map(score::withWarning).orElse(score);
  }

  private double[] probabilities(EmbeddingSet set, int[] rows) {
    return options.scores().ofClip(NAME, set, rows);
  }

  private static double divergence(double[] p, double[] q) {
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      sum += p[j] > 0 ? p[j] * Math.log(p[j] / (q[j] + EPSILON)) : 0;
    }
    return sum;
  }
}
