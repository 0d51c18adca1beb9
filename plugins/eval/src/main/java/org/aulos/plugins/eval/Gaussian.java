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

  /** Fits the vectors of a set; at least two. */
  static Gaussian of(EmbeddingSet set) {
    double[] mean = mean(set);
    // Rows enter in blocks, so that memory depends on the dimension and not on their number.
    int block = Math.max(64, 2 * set.dimension());
    DMatrixRMaj factor = new DMatrixRMaj(0, set.dimension());
    double trace = 0;
    for (int start = 0; start < set.size(); start += block) {
      DMatrixRMaj rows = centred(set, mean, start, Math.min(set.size(), start + block));
      trace += Rows.dot(rows, rows);
      DMatrixRMaj stacked = new DMatrixRMaj(factor.numRows + rows.numRows, set.dimension());
      CommonOps_DDRM.concatRows(factor, rows, stacked);
      factor = triangle(stacked);
    }
    return new Gaussian(mean, factor, trace);
  }

  private static double[] mean(EmbeddingSet set) {
    double[] mean = new double[set.dimension()];
    for (int i = 0; i < set.size(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += set.value(i, j);
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= set.size();
    }
    return mean;
  }

  private static DMatrixRMaj centred(EmbeddingSet set, double[] mean, int from, int to) {
    DMatrixRMaj rows = Rows.of(set, IntStream.range(from, to).toArray());
    Rows.subtract(rows, mean);
    CommonOps_DDRM.scale(1 / Math.sqrt(set.size() - 1.0), rows);
    return rows;
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
