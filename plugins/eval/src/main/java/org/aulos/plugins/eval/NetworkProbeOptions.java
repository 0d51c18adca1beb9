package org.aulos.plugins.eval;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of the metrics {@code linear-evaluation} and {@code mlp-probe}, which differ in their
 * defaults: each those of a published protocol.
 *
 * @param hidden values in each hidden layer; none for a linear classifier
 * @param dropout share of hidden values that are dropped in training, in [0, 1)
 * @param recipe how weights start and are updated
 * @param learningRate of Adam; greater than 0
 * @param l2 factor of the L2 penalty; 0 or more
 * @param batchSize examples in a batch, at most all of them; greater than 0
 * @param epochs passes over the training part, at most; greater than 0
 * @param stopping what ends the training earlier
 * @param patience epochs without an improvement after which training ends; greater than 0
 * @param validation share of the training part that is kept for validation where the data set has
 *     no fold named {@code validation}, in (0, 0.5]
 * @param repeats trainings with different seeds, over which accuracies are averaged; greater than 0
 * @param standardise whether each dimension is brought to mean 0 and standard deviation 1
 * @param protocol how clips are parted into training and test
 * @param folds folds of the stratified protocol; at least 2
 */
@Describe("Accuracy of a small network that learns the classes from frozen embeddings by Adam.")
public record NetworkProbeOptions(
    @Describe("Values in each hidden layer; none for a linear classifier.") List<Integer> hidden,
    @Describe("Share of hidden values that are dropped in training; 0 or more, below 1.")
        double dropout,
    @Describe("How weights start and are updated: torch, evar or scikit-learn.") Recipe recipe,
    @Describe("Learning rate of Adam; greater than 0.") double learningRate,
    @Describe("Factor of the L2 penalty; 0 or more.") double l2,
    @Describe("Examples in a batch, at most all of them; 1 or more.") int batchSize,
    @Describe("Passes over the training part, at most; 1 or more.") int epochs,
    @Describe(
            "What ends the training earlier: validation-accuracy, validation-loss or"
                + " training-loss.")
        Stopping stopping,
    @Describe("Epochs without an improvement after which training ends; 1 or more.") int patience,
    @Describe(
            "Share of the training part kept for validation where the data set has no fold named"
                + " 'validation'; greater than 0, at most 0.5.")
        double validation,
    @Describe("Trainings with different seeds, which are averaged; 1 or more.") int repeats,
    @Describe(
            "Whether each dimension is standardised by mean and standard deviation of the training"
                + " part.")
        boolean standardise,
    @Describe(
            "How clips are parted into training and test: auto, split, leave-one-fold-out or"
                + " stratified.")
        Protocol protocol,
    @Describe("Folds of the stratified protocol; 2 or more.") int folds) {

  /**
   * Linear evaluation as the BYOL-A family has it (Niizuma et al. 2023; EVAR): one linear layer,
   * early stopping on validation accuracy, three seeds. The learning rate is that of most tasks,
   * such as ESC-50, GTZAN and NSynth; others have 3e-5 (UrbanSound8K, Speech Commands, Surge), 4e-5
   * (VoxCeleb1), 1e-4 (VoxForge) and 3e-4 (CREMA-D).
   */
  public static final NetworkProbeOptions LINEAR_EVALUATION =
      new NetworkProbeOptions(
          List.of(),
          0.5,
          Recipe.EVAR,
          1e-3,
          1e-8,
          200,
          200,
          Stopping.VALIDATION_ACCURACY,
          20,
          0.1,
          3,
          true,
          Protocol.AUTO,
          5);

  /**
   * The classifier of COALA (Favory et al. 2020): 256 hidden values, training until its loss no
   * longer falls, ten repeats.
   */
  public static final NetworkProbeOptions MLP =
      new NetworkProbeOptions(
          List.of(256),
          0,
          Recipe.SCIKIT_LEARN,
          1e-3,
          1e-4,
          200,
          200,
          Stopping.TRAINING_LOSS,
          10,
          0.1,
          10,
          true,
          Protocol.AUTO,
          5);

  /** What ends a training before its last epoch. */
  public enum Stopping {
    /**
     * Accuracy on the validation part below its best for {@link #patience} epochs in a row; the
     * weights of the last best epoch are the result.
     */
    VALIDATION_ACCURACY,
    /**
     * Cross-entropy on the validation part above its least for {@link #patience} epochs in a row;
     * the weights of the best epoch are the result.
     */
    VALIDATION_LOSS,
    /**
     * Mean loss over the batches of an epoch not less than the least by more than 1e-4, for more
     * than {@link #patience} epochs in a row; the last weights are the result.
     */
    TRAINING_LOSS
  }

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a value is out of its range; the message names it
   */
  public NetworkProbeOptions {
    hidden = List.copyOf(hidden);
    check(hidden.stream().allMatch(width -> width > 0), "hidden > 0", hidden);
    check(dropout >= 0 && dropout < 1, "0 <= dropout < 1", dropout);
    check(learningRate > 0 && Double.isFinite(learningRate), "learning-rate > 0", learningRate);
    check(l2 >= 0 && Double.isFinite(l2), "l2 >= 0", l2);
    check(batchSize > 0, "batch-size > 0", batchSize);
    check(epochs > 0, "epochs > 0", epochs);
    check(patience > 0, "patience > 0", patience);
    check(validation > 0 && validation <= 0.5, "0 < validation <= 0.5", validation);
    check(repeats > 0, "repeats > 0", repeats);
    Splits.checkFolds(folds);
  }

  /** These options, stopping at the validation loss. */
  NetworkProbeOptions stoppingAtValidationLoss() {
    return new NetworkProbeOptions(
        hidden,
        dropout,
        recipe,
        learningRate,
        l2,
        batchSize,
        epochs,
        Stopping.VALIDATION_LOSS,
        patience,
        validation,
        repeats,
        standardise,
        protocol,
        folds);
  }

  private static void check(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expectation + " but was " + value);
    }
  }
}
