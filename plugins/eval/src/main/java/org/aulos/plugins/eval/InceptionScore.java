package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Metric;
import org.aulos.api.Score;

/**
 * Inception score (Salimans et al. 2016): exp of the mean over clips of KL(p(y|x) | p(y)), where
 * p(y) is the mean of all p(y|x). Between 1 and the number of classes; of all clips at once, not in
 * splits, whose number moves the score.
 */
final class InceptionScore implements Metric<EmbeddingSet> {
  private static final String NAME = "inception-score";

  private final InceptionScoreOptions options;
  private final long seed;

  InceptionScore(InceptionScoreOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<EmbeddingSet> evidenceType() {
    return EmbeddingSet.class;
  }

  @Override
  public Score score(EmbeddingSet evaluated) {
    FrechetMetrics.check(NAME, "evaluated", evaluated, 1);
    ClipShares clips = ClipShares.of(evaluated);
    int[][] rows = clips.rows();
    double[][] classes =
        IntStream.range(0, clips.count())
            .mapToObj(
                clip ->
                    ClassScores.distribution(
                        NAME,
                        clips.ids().get(clip),
                        options.scores().ofClip(NAME, evaluated, rows[clip])))
            .toArray(double[][]::new);
    double[] marginal = new double[evaluated.dimension()];
    for (double[] clip : classes) {
      for (int j = 0; j < marginal.length; j++) {
        marginal[j] += clip[j] / classes.length;
      }
    }
    double[] surprise = Arrays.stream(classes).mapToDouble(clip -> kl(clip, marginal)).toArray();
    double mean = Arrays.stream(surprise).average().orElseThrow();
    double value = Math.exp(mean);
    // d exp(mean KL) by a clip's weight: the change of p(y) cancels out.
    double[] shares = Arrays.stream(surprise).map(own -> value + value * (own - mean)).toArray();
    Score score =
        Score.of(
            value,
            Direction.HIGHER_IS_BETTER,
            clips.count(),
            EvalPlugin.signature(NAME)
                .with("space", evaluated.space().replace('|', ';'))
                .with("scores", OptionNames.of(options.scores()))
                .with("splits", 1)
                .with("interval", "linearised"));
    if (clips.count() <= evaluated.dimension()) {
      score =
          score.withWarning(
              "%d clips of %d classes are few: the score cannot exceed the number of clips, and is biased downwards."
                  .formatted(clips.count(), evaluated.dimension()));
    }
    Optional<String> doubt = options.scores().doubt(evaluated);
    return clips.onto(doubt.map(score::withWarning).orElse(score), shares, seed);
  }

  private static double kl(double[] p, double[] q) {
    double sum = 0;
    for (int j = 0; j < p.length; j++) {
      sum += p[j] > 0 ? p[j] * Math.log(p[j] / q[j]) : 0;
    }
    return sum;
  }
}
