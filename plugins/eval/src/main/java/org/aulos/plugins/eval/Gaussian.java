package org.aulos.plugins.eval;

import java.util.stream.IntStream;
import org.aulos.api.EmbeddingSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The normal distribution that fits a set of vectors: mean and sample covariance (divisor n - 1).
 *
 * <p>The covariance is kept as a factor F with covariance = Fᵀ F and never formed: forming it would
 * square the condition of the data, and an embedding with dead or dependent dimensions is singular
 * whatever the number of vectors.
 */
final class Gaussian {
  private final double[] mean;
  private final DMatrixRMaj factor;
  private final double trace;

  private Gaussian(double[] mean, DMatrixRMaj factor, double trace) {
    this.mean = mean;
    this.factor = factor;
    this.trace = trace;
  }

  /** Some of the vectors that are to be fitted. */
  @FunctionalInterface
  interface Block {
    /** The vectors {@code [from, to)}, one in each row; the caller may change them. */
    DMatrixRMaj rows(int from, int to);
  }

  /** Fits the vectors of a set; at least two. */
  static Gaussian of(EmbeddingSet set) {
    return of(
        set.size(),
        set.dimension(),
        (from, to) -> Rows.of(set, IntStream.range(from, to).toArray()));
  }

  /** Fits {@code size} vectors, at least two; they are asked for twice, block by block. */
  static Gaussian of(int size, int dimension, Block vectors) {
    // Rows enter in blocks, so that memory depends on the dimension and not on their number.
    int step = Math.max(64, 2 * dimension);
    double[] mean = new double[dimension];
    for (int start = 0; start < size; start += step) {
      Rows.addSums(vectors.rows(start, Math.min(size, start + step)), mean);
    }
    for (int j = 0; j < dimension; j++) {
      mean[j] /= size;
    }
    DMatrixRMaj factor = new DMatrixRMaj(0, dimension);
    double trace = 0;
    for (int start = 0; start < size; start += step) {
      DMatrixRMaj rows = vectors.rows(start, Math.min(size, start + step));
      Rows.subtract(rows, mean);
      CommonOps_DDRM.scale(1 / Math.sqrt(size - 1.0), rows);
      trace += Rows.dot(rows, rows);
      DMatrixRMaj stacked = new DMatrixRMaj(factor.numRows + rows.numRows, dimension);
      CommonOps_DDRM.concatRows(factor, rows, stacked);
      factor = triangle(stacked);
    }
    return new Gaussian(mean, factor, trace);
  }

  /** R of rows = QR, which is as good a factor as the rows; the rows if there are few. */
  private static DMatrixRMaj triangle(DMatrixRMaj rows) {
    if (rows.numRows <= rows.numCols) {
      return rows;
    }
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(rows.numRows, rows.numCols);
    qr.decompose(rows);
    return qr.getR(null, true);
  }

  /** Mean of each dimension. */
  double[] mean() {
    return mean;
  }

  /** F with covariance = Fᵀ F; no more rows than dimensions. */
  DMatrixRMaj factor() {
    return factor;
  }

  /** Trace of the covariance. */
  double trace() {
    return trace;
  }
}
