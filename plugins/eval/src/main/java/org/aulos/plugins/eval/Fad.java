package org.aulos.plugins.eval;

import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Score;
import org.aulos.api.Signature;

/**
 * Fréchet audio distance (Kilgour et al. 2019): |μ₁ - μ₂|² + tr Σ₁ + tr Σ₂ - 2 tr (Σ₁ Σ₂)^½ of the
 * normal distributions that fit all vectors of both sets, in double precision.
 *
 * <p>With Σ = Fᵀ F the last trace is the sum of the singular values of F₁ F₂ᵀ. Unlike a matrix
 * square root or the eigenvalues of a product of covariances this stays exact where covariances are
 * singular. Nothing is added to the diagonal, and rounding may leave a tiny negative value.
 */
final class Fad implements FrechetMetrics.Judge {
  private final long seed;

  Fad(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "fad";
  }

  @Override
  public Score score(ReferenceStatistics reference, EmbeddingSet evaluated, Signature signature) {
    Gaussian fit = Gaussian.of(evaluated);
    ClipShares clips = ClipShares.of(evaluated);
    Coupling coupling = Coupling.of(reference.gaussian(), fit);
    Frechet frechet = Frechet.of(reference.gaussian(), fit, coupling.traceOfRoot());
    Score score =
        Score.of(
                frechet.distance(),
                Direction.LOWER_IS_BETTER,
                clips.count(),
                signature.with("interval", "linearised"))
            .withDetail("mean term", frechet.means())
            .withDetail("covariance term", frechet.covariances());
    score = counted(score, reference, evaluated);
    if (fit.trace() == 0) {
      score = score.withWarning("All evaluated vectors are equal: their spread is zero.");
    }
    double[] influences =
        clips.count() > 1
            ? Frechet.influences(reference.gaussian(), fit, coupling, evaluated)
            : new double[evaluated.size()];
    return clips.onto(biased(score, evaluated), clips.linearised(score.value(), influences), seed);
  }

  private static Score counted(Score score, ReferenceStatistics reference, EmbeddingSet evaluated) {
    Score counted =
        reference.counted()
            ? score.withDetail("reference vectors", (double) reference.gaussian().count())
            : score;
    return counted.withDetail("evaluated vectors", evaluated.size());
  }

  private static Score biased(Score score, EmbeddingSet evaluated) {
    int dimension = evaluated.dimension();
    return evaluated.size() > dimension
        ? score
        : score.withWarning(
            "%d evaluated vectors of %d dimensions are few: the distance is biased upwards; compare it only with distances of as many vectors, or add clips and take fad-infinity."
                .formatted(evaluated.size(), dimension));
  }
}
