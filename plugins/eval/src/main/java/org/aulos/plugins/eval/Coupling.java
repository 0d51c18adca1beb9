package org.aulos.plugins.eval;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Two normal distributions laid against each other: F₁ F₂ᵀ of their factors, whose singular values
 * are all that the Fréchet distance needs of both covariances together, and whose singular vectors
 * give the optimal map from one to the other.
 *
 * @param traceOfRoot tr (Σ₁ Σ₂)^½: the sum of the singular values of F₁ F₂ᵀ
 * @param rootOfMap K with T = Kᵀ K, where T is the optimal map from the evaluated distribution to
 *     the reference, a pseudo-inverse where covariances are singular: T = F₁ᵀ U S⁻¹ Uᵀ F₁ for F₁
 *     F₂ᵀ = U S Vᵀ
 */
record Coupling(double traceOfRoot, DMatrixRMaj rootOfMap) {
  /** Up to this size singular values cost little; beyond, eigenvalues cost a fifth of them. */
  private static final int SMALL = 512;

  /** Share of the traces by which eigenvalues may mistake the sum of their roots. */
  private static final double TOLERANCE = 1e-9;

  /** Roots of eigenvalues below this share of the greatest are rounding. */
  private static final double NOISE = 1e-7;

  /** The coupling of two distributions. */
  static Coupling of(Gaussian reference, Gaussian evaluated) {
    try (NativeMatrix factor = reference.factor();
        NativeMatrix product = product(factor, evaluated)) {
      DMatrixRMaj map;
      double[] squares;
      if (product.rows() <= product.columns()) {
        try (NativeMatrix vectors = product.gram()) {
          squares = vectors.becomeEigenvectors();
          // Uᵀ F₁
          map = scaled(vectors, factor, squares, -0.5);
        }
      } else {
        try (NativeMatrix vectors = product.transposedGram()) {
          squares = vectors.becomeEigenvectors();
          // Uᵀ = S⁻¹ Vᵀ (F₁ F₂ᵀ)ᵀ
          try (NativeMatrix left = vectors.timesTransposed(product)) {
            map = scaled(left, factor, squares, -1.5);
          }
        }
      }
      double traces = reference.trace() + evaluated.trace();
      double trace = trusted(squares, traces) ? sumOfRoots(squares) : sum(product.singularValues());
      return new Coupling(trace, map);
    }
  }

  private static NativeMatrix product(NativeMatrix factor, Gaussian evaluated) {
    try (NativeMatrix other = evaluated.factor()) {
      return factor.timesTransposed(other);
    }
  }

  /** tr (Σ₁ Σ₂)^½ alone. */
  static double traceOfRoot(Gaussian reference, Gaussian evaluated) {
    try (NativeMatrix factor = reference.factor();
        NativeMatrix product = product(factor, evaluated)) {
      return traceOfRoot(product, reference.trace() + evaluated.trace());
    }
  }

  /**
   * The sum of the singular values of a product.
   *
   * @param product F₁ F₂ᵀ or F₂ F₁ᵀ; it is overwritten
   * @param traces tr Σ₁ + tr Σ₂, by which the error of the sum is judged
   */
  static double traceOfRoot(NativeMatrix product, double traces) {
    if (Math.min(product.rows(), product.columns()) > SMALL) {
      boolean byRows = product.rows() <= product.columns();
      try (NativeMatrix gram = byRows ? product.gram() : product.transposedGram()) {
        double[] squares = gram.eigenvalues();
        if (trusted(squares, traces)) {
          return sumOfRoots(squares);
        }
      }
    }
    return sum(product.singularValues());
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double sumOfRoots(double[] values) {
    return Arrays.stream(values).map(value -> Math.sqrt(Math.max(0, value))).sum();
  }

  private static boolean trusted(double[] squares, double traces) {
    return squares.length > SMALL && possibleError(squares) < TOLERANCE * traces;
  }

  /**
   * By how much roots of eigenvalues may be wrong together: an eigenvalue is off by δ, a few units
   * in the last place of the greatest, and its root s by no more than δ / 2s and √δ. Singular
   * covariances fail here, for their zeros become √δ each.
   */
  private static double possibleError(double[] values) {
    double delta = 4 * Math.ulp(1.0) * values[values.length - 1];
    double sum = 0;
    for (double value : values) {
      sum +=
          Math.min(Math.sqrt(delta), delta / (2 * Math.sqrt(Math.max(value, Double.MIN_NORMAL))));
    }
    return sum;
  }

  /** A B with each row multiplied by a power of its singular value; 0 where that is rounding. */
  private static DMatrixRMaj scaled(
      NativeMatrix a, NativeMatrix b, double[] squares, double power) {
    try (NativeMatrix product = a.times(b)) {
      DMatrixRMaj map = product.toHeap();
      double greatest =
          squares.length == 0 ? 0 : Math.sqrt(Math.max(0, squares[squares.length - 1]));
      for (int i = 0; i < squares.length; i++) {
        double singular = Math.sqrt(Math.max(0, squares[i]));
        double scale = singular > NOISE * greatest ? Math.pow(singular, power) : 0;
        for (int j = i * map.numCols; j < (i + 1) * map.numCols; j++) {
          map.data[j] *= scale;
        }
      }
      return map;
    }
  }
}
