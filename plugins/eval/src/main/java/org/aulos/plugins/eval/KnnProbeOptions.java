package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code knn-probe}.
 *
 * @param k neighbours that vote; at least 1
 * @param distance what makes neighbours near
 * @param standardise whether each dimension is brought to mean 0 and standard deviation 1
 * @param protocol how clips are parted into training and test
 * @param folds folds of the stratified protocol; at least 2
 */
@Describe("Accuracy of a vote among the nearest training clips of each test clip.")
public record KnnProbeOptions(
    @Describe("Neighbours that vote; 1 or more.") int k,
    @Describe("What makes neighbours near: cosine or euclidean.") Distance distance,
    @Describe(
            "Whether each dimension is standardised by mean and standard deviation of the training"
                + " part.")
        boolean standardise,
    @Describe(
            "How clips are parted into training and test: auto, split, leave-one-fold-out or"
                + " stratified.")
        Protocol protocol,
    @Describe("Folds of the stratified protocol; 2 or more.") int folds) {
  /** Five neighbours by cosine of the embeddings as they are. */
  public static final KnnProbeOptions DEFAULTS =
      new KnnProbeOptions(5, Distance.COSINE, false, Protocol.AUTO, 5);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if {@code k} is less than 1 or there are fewer than 2 folds
   */
  public KnnProbeOptions {
    if (k < 1) {
      throw new IllegalArgumentException("expected k >= 1 but was " + k);
    }
    Splits.checkFolds(folds);
  }

  /** What makes neighbours near. */
  public enum Distance {
    /** 1 minus the cosine of the angle between two vectors; 1 if either of them is zero. */
    COSINE,
    /** Length of the difference of two vectors. */
    EUCLIDEAN
  }
}
