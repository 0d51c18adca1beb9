package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The normal distribution that fits a set of vectors: mean and sample covariance (divisor n - 1).
 * Two of them merge into that of both sets together.
 *
 * <p>The covariance is kept as a factor F with covariance = Fᵀ F, from QR decompositions of the
 * vectors: forming it would square the condition of the data, and an embedding with dead or
 * dependent dimensions is singular whatever the number of vectors.
 */
final class Gaussian {
  private final long count;
  private final double[] mean;
  // R with scatter = Rᵀ R, where scatter is the sum of squares around the mean: it merges without
  // a thought of divisors.
  private final DMatrixRMaj root;
  private final double scatter;

  private Gaussian(long count, double[] mean, DMatrixRMaj root) {
    this.count = count;
    this.mean = mean;
    this.root = root;
    this.scatter = Rows.dot(root, root);
  }

  /** Some of the vectors that are to be fitted. */
  @FunctionalInterface
  interface Block {
    /** The vectors {@code [from, to)}, one in each row; the caller may change them. */
    DMatrixRMaj rows(int from, int to);
  }

  /**
   * Fits the vectors of a set; at least one.
   *
   * @throws AulosException if a value is not finite
   */
  static Gaussian of(EmbeddingSet set) {
    return of(set.size(), set.dimension(), (from, to) -> Rows.finite(set, from, to));
  }

  /** Fits the chosen vectors of a set; at least one. */
  static Gaussian of(EmbeddingSet set, int[] rows) {
    return of(
        rows.length,
        set.dimension(),
        (from, to) -> Rows.finite(set, Arrays.copyOfRange(rows, from, to)));
  }

  /** Fits {@code size} vectors, at least one; they are asked for block by block, each once. */
  static Gaussian of(int size, int dimension, Block vectors) {
    // Rows enter in blocks, so that memory depends on the dimension and not on their number.
    int step = Math.max(64, 2 * dimension);
    Gaussian all = null;
    for (int start = 0; start < size; start += step) {
      Gaussian block = ofRows(vectors.rows(start, Math.min(size, start + step)));
      all = all == null ? block : all.plus(block);
    }
    if (all == null) {
      throw new IllegalArgumentException("expected vectors to fit but there were none");
    }
    return new Gaussian(all.count, all.mean, reduced(all.root));
  }

  /** Not reduced yet: what it merges into will be. */
  private static Gaussian ofRows(DMatrixRMaj rows) {
    double[] mean = Rows.means(rows);
    Rows.subtract(rows, mean);
    return new Gaussian(rows.numRows, mean, rows);
  }

  /** R of rows = QR, which is as good a root as the rows; the rows if there are few. */
  private static DMatrixRMaj reduced(DMatrixRMaj rows) {
    if (rows.numRows <= rows.numCols) {
      return rows;
    }
    try (NativeMatrix matrix = NativeMatrix.copyOf(rows)) {
      return matrix.triangle();
    }
  }

  /**
   * The distribution of known moments.
   *
   * @param count vectors behind them; at least 2
   * @param covariance symmetric, with divisor count - 1; may be singular
   */
  static Gaussian ofMoments(long count, double[] mean, DMatrixRMaj covariance) {
    double[] values;
    DMatrixRMaj vectors;
    try (NativeMatrix matrix = NativeMatrix.copyOf(covariance)) {
      values = matrix.becomeEigenvectors();
      vectors = matrix.toHeap();
    }
    int d = mean.length;
    double greatest = d == 0 ? 0 : Math.max(0, values[d - 1]);
    // Below this an eigenvalue is rounding: what is left of an exact zero.
    double least = d * Math.ulp(1.0) * greatest;
    int[] kept = IntStream.range(0, d).filter(i -> values[i] > least).toArray();
    DMatrixRMaj root = Rows.chosen(vectors, kept);
    for (int i = 0; i < kept.length; i++) {
      double scale = Math.sqrt(values[kept[i]] * (count - 1));
      for (int j = i * d; j < (i + 1) * d; j++) {
        root.data[j] *= scale;
      }
    }
    return new Gaussian(count, mean, root);
  }

  /** The distribution that fits the vectors of both. */
  Gaussian plus(Gaussian other) {
    int d = mean.length;
    long total = count + other.count;
    double[] joint = new double[d];
    DMatrixRMaj rows = new DMatrixRMaj(root.numRows + other.root.numRows + 1, d);
    System.arraycopy(root.data, 0, rows.data, 0, root.getNumElements());
    System.arraycopy(
        other.root.data, 0, rows.data, root.getNumElements(), other.root.getNumElements());
    // Chan et al. 1979: the scatter between both means is that of one more row.
    double between = Math.sqrt((double) count * other.count / total);
    for (int j = 0; j < d; j++) {
      double shift = other.mean[j] - mean[j];
      joint[j] = mean[j] + shift * other.count / total;
      rows.data[(rows.numRows - 1) * d + j] = between * shift;
    }
    return new Gaussian(total, joint, reduced(rows));
  }

  /** Number of vectors. */
  long count() {
    return count;
  }

  /** Mean of each dimension. */
  double[] mean() {
    return mean;
  }

  /** F with covariance = Fᵀ F; no more rows than dimensions. At least two vectors. */
  NativeMatrix factor() {
    return NativeMatrix.copyOf(root).scaled(1 / Math.sqrt(count - 1.0));
  }

  /** The covariance itself, for files. */
  DMatrixRMaj covariance() {
    try (NativeMatrix factor = factor();
        NativeMatrix gram = factor.transposedGram()) {
      DMatrixRMaj covariance = gram.toHeap();
      CommonOps_DDRM.symmUpperToFull(covariance);
      return covariance;
    }
  }

  /** Trace of the covariance. */
  double trace() {
    return scatter / (count - 1);
  }
}
