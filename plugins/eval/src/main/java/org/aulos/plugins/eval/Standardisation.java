package org.aulos.plugins.eval;

import org.ejml.data.DMatrixRMaj;

/**
 * Brings each dimension to mean 0 and standard deviation 1, as seen in the training part.
 *
 * <p>The standard deviation is that of the population (divisor n). A dimension that does not vary
 * is only centred.
 */
final class Standardisation {
  private final double[] means;
  private final double[] deviations;

  private Standardisation(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** Learns mean and deviation of each column. */
  static Standardisation of(DMatrixRMaj train) {
    double[] means = Rows.means(train);
    double[] deviations = new double[means.length];
    for (int i = 0; i < train.getNumElements(); i++) {
      double centred = train.data[i] - means[i % means.length];
      deviations[i % means.length] += centred * centred;
    }
    for (int j = 0; j < deviations.length; j++) {
      double deviation = Math.sqrt(deviations[j] / train.numRows);
      // What rounding leaves of a constant must not be blown up to noise of deviation 1.
      boolean constant = deviation <= 10 * Math.ulp(means[j]);
      deviations[j] = constant ? 1 : deviation;
    }
    return new Standardisation(means, deviations);
  }

  /** Standardises in place. */
  void apply(DMatrixRMaj matrix) {
    Rows.subtract(matrix, means);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] /= deviations[i % deviations.length];
    }
  }
}
