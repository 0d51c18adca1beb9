package org.aulos.plugins.eval;

import org.aulos.api.EmbeddingSet;
import org.ejml.data.DMatrixRMaj;

/**
 * The Fréchet distance of two normal distributions, in its two terms.
 *
 * @param means |μ₁ - μ₂|²
 * @param covariances tr Σ₁ + tr Σ₂ - 2 tr (Σ₁ Σ₂)^½
 */
record Frechet(double means, double covariances) {
  /** Rows in a block of vectors whose influences are computed together. */
  private static final int BLOCK = 1024;

  /** Between two distributions. */
  static Frechet between(Gaussian reference, Gaussian evaluated) {
    return of(reference, evaluated, Coupling.traceOfRoot(reference, evaluated));
  }

  /** Between two distributions of which tr (Σ₁ Σ₂)^½ is known already. */
  static Frechet of(Gaussian reference, Gaussian evaluated, double traceOfRoot) {
    double means = 0;
    for (int i = 0; i < reference.mean().length; i++) {
      double difference = reference.mean()[i] - evaluated.mean()[i];
      means += difference * difference;
    }
    return new Frechet(means, reference.trace() + evaluated.trace() - 2 * traceOfRoot);
  }

  double distance() {
    return means + covariances;
  }

  /**
   * The influence of each evaluated vector x on the distance: what it changes, to first order, if
   * its weight grows: 2 (μ₂ - μ₁)·(x - μ₂) + (x - μ₂)ᵀ (I - T) (x - μ₂), less its mean, where T is
   * the optimal map from the evaluated distribution to the reference.
   *
   * @return the influence of each row of {@code set}; their mean is 0
   */
  static double[] influences(
      Gaussian reference, Gaussian evaluated, Coupling coupling, EmbeddingSet set) {
    int d = set.dimension();
    double[] direction = new double[d];
    for (int j = 0; j < d; j++) {
      direction[j] = 2 * (evaluated.mean()[j] - reference.mean()[j]);
    }
    double[] influences = new double[set.size()];
    double sum = 0;
    try (NativeMatrix rootOfMap = NativeMatrix.copyOf(coupling.rootOfMap())) {
      for (int start = 0; start < set.size(); start += BLOCK) {
        DMatrixRMaj rows = Rows.of(set, start, Math.min(set.size(), start + BLOCK));
        Rows.subtract(rows, evaluated.mean());
        DMatrixRMaj mapped = rootOfMap.ontoRows(rows);
        for (int i = 0; i < rows.numRows; i++) {
          double influence =
              Rows.dot(direction, 0, rows.data, i * d, d)
                  + Rows.squaredNorm(rows, i)
                  - Rows.squaredNorm(mapped, i);
          influences[start + i] = influence;
          sum += influence;
        }
      }
    }
    for (int i = 0; i < influences.length; i++) {
      influences[i] -= sum / influences.length;
    }
    return influences;
  }
}
