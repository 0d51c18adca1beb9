package org.aulos.plugins.eval;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Two normal distributions laid against each other: F₁ F₂ᵀ of their factors, whose singular values
 * are all that the Fréchet distance needs of both covariances together, and whose singular vectors
 * give the optimal map from one to the other.
 */
final class Coupling {
  /** Up to this size singular values cost little; beyond, eigenvalues cost a third of them. */
  private static final int SMALL = 512;

  /** Share of the traces by which eigenvalues may mistake the sum of their roots. */
  private static final double TOLERANCE = 1e-9;

  /** Roots of eigenvalues below this share of the greatest are rounding. */
  private static final double NOISE = 1e-7;

  private final DMatrixRMaj referenceFactor;
  private final DMatrixRMaj product;
  private final double traces;
  private final boolean byRows;
  private final Lapack.Eigen eigen;

  private Coupling(Gaussian reference, DMatrixRMaj factor, Gaussian evaluated, boolean map) {
    this.referenceFactor = factor;
    this.product = Lapack.productTransposed(factor, evaluated.factor());
    this.traces = reference.trace() + evaluated.trace();
    this.byRows = product.numRows <= product.numCols;
    boolean wanted = map || Math.min(product.numRows, product.numCols) > SMALL;
    this.eigen =
        wanted
            ? Lapack.eigen(byRows ? Lapack.gram(product) : Lapack.transposedGram(product), map)
            : Lapack.Eigen.NONE;
  }

  /** Both, for their distance alone. */
  static Coupling of(Gaussian reference, Gaussian evaluated) {
    return new Coupling(reference, reference.factor(), evaluated, false);
  }

  /** Both, for their distance alone; {@code factor} is that of the reference. */
  static Coupling of(Gaussian reference, DMatrixRMaj factor, Gaussian evaluated) {
    return new Coupling(reference, factor, evaluated, false);
  }

  /** Both, for the optimal map too. */
  static Coupling withMap(Gaussian reference, Gaussian evaluated) {
    return new Coupling(reference, reference.factor(), evaluated, true);
  }

  /** tr (Σ₁ Σ₂)^½: the sum of the singular values of F₁ F₂ᵀ. */
  double traceOfRoot() {
    if (Math.min(product.numRows, product.numCols) > SMALL
        && possibleError() < TOLERANCE * traces) {
      return Arrays.stream(eigen.values()).map(value -> Math.sqrt(Math.max(0, value))).sum();
    }
    return Arrays.stream(Lapack.singularValues(product)).sum();
  }

  /**
   * By how much roots of eigenvalues may be wrong together: an eigenvalue is off by δ, a few units
   * in the last place of the greatest, and its root s by no more than δ / 2s and √δ. Singular
   * covariances fail here, for their zeros become √δ each.
   */
  private double possibleError() {
    double[] values = eigen.values();
    double delta = 4 * Math.ulp(1.0) * values[values.length - 1];
    double sum = 0;
    for (double value : values) {
      sum +=
          Math.min(Math.sqrt(delta), delta / (2 * Math.sqrt(Math.max(value, Double.MIN_NORMAL))));
    }
    return sum;
  }

  /**
   * K with T = Kᵀ K, where T is the optimal map from the evaluated distribution to the reference, a
   * pseudo-inverse where covariances are singular: T = F₁ᵀ U S⁻¹ Uᵀ F₁ for F₁ F₂ᵀ = U S Vᵀ.
   */
  DMatrixRMaj rootOfMap() {
    // Eigenvectors are in rows. By rows of the product they are Uᵀ; else they are Vᵀ, and
    // Uᵀ = S⁻¹ Vᵀ (F₁ F₂ᵀ)ᵀ.
    DMatrixRMaj left =
        byRows ? eigen.vectors() : Lapack.productTransposed(eigen.vectors(), product);
    DMatrixRMaj map = Lapack.product(left, referenceFactor);
    double power = byRows ? -0.5 : -1.5;
    double[] values = eigen.values();
    double greatest = values.length == 0 ? 0 : Math.sqrt(Math.max(0, values[values.length - 1]));
    for (int i = 0; i < values.length; i++) {
      double singular = Math.sqrt(Math.max(0, values[i]));
      double scale = singular > NOISE * greatest ? Math.pow(singular, power) : 0;
      for (int j = i * map.numCols; j < (i + 1) * map.numCols; j++) {
        map.data[j] *= scale;
      }
    }
    return map;
  }
}
