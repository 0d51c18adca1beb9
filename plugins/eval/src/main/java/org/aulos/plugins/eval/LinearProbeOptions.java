package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code linear-probe}.
 *
 * @param c weight of the data against the penalty on the weights; greater than 0
 * @param standardise whether each dimension is brought to mean 0 and standard deviation 1
 * @param protocol how clips are parted into training and test
 * @param folds folds of the stratified protocol; at least 2
 */
@Describe(
    "Accuracy of a multinomial logistic regression that learns the classes from frozen"
        + " embeddings.")
public record LinearProbeOptions(
    @Describe("Weight C of the data against the L2 penalty on the weights; greater than 0.")
        double c,
    @Describe(
            "Whether each dimension is standardised by mean and standard deviation of the training"
                + " part.")
        boolean standardise,
    @Describe(
            "How clips are parted into training and test: auto, split, leave-one-fold-out or"
                + " stratified.")
        Protocol protocol,
    @Describe("Folds of the stratified protocol; 2 or more.") int folds) {
  /** C = 1 on standardised embeddings, official folds where there are any. */
  public static final LinearProbeOptions DEFAULTS =
      new LinearProbeOptions(1, true, Protocol.AUTO, 5);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if {@code c} is not positive and finite or there are fewer
   *     than 2 folds
   */
  public LinearProbeOptions {
    if (!(c > 0 && Double.isFinite(c))) {
      throw new IllegalArgumentException("expected a finite c > 0 but was " + c);
    }
    Splits.checkFolds(folds);
  }
}
