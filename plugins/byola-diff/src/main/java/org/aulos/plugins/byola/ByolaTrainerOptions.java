package org.aulos.plugins.byola;

import org.aulos.api.spi.Describe;
import org.aulos.nn.Checks;
import org.aulos.plugins.byola.DifferenceAwareByol.Heads;

/**
 * Options of the trainers {@code byola} and {@code byola-diff}.
 *
 * @param frontEnd what the network hears
 * @param version of the network
 * @param width of its linear layers
 * @param difference share of the difference loss, lambda; 0 is BYOL-A
 * @param augmentation how the two views are made
 * @param epochs passes over the data
 * @param batchSize clips in a step; 2 or more
 * @param learningRate of Adam
 * @param decay of the moving average that the target network is
 * @param projectorHidden values between the layers of projector and predictors
 * @param projectorOutput values of a projection
 * @param normalisationSegments clips of which mean and deviation of the spectrograms are taken
 * @param checkpointEvery steps between checkpoints
 */
@Describe("Self-supervised training of BYOL-A and its difference-aware extension.")
public record ByolaTrainerOptions(
    @Describe("What the network hears.") FrontEnd frontEnd,
    @Describe("v2 has 1,024 values more than its linear layers, 3,072 as published; v1 as many.")
        Version version,
    @Describe("Width of the linear layers; 2048, or 512 and 1024 for v1.") int width,
    @Describe("Share of the difference loss, lambda; 0 to 1, 0 is BYOL-A.") double difference,
    @Describe("How two views of a clip are made.") AugmentationOptions augmentation,
    @Describe("Passes over the data.") int epochs,
    @Describe("Clips in a step; 2 or more. Clips that fill no batch wait for the next pass.")
        int batchSize,
    @Describe("Learning rate of Adam.") double learningRate,
    @Describe("Decay of the target network, an average of the online one.") double decay,
    @Describe("Values between the layers of projector and predictors.") int projectorHidden,
    @Describe("Values of a projection.") int projectorOutput,
    @Describe("Clips of which mean and deviation of the spectrograms are taken.")
        int normalisationSegments,
    @Describe("Steps between checkpoints.") int checkpointEvery) {
  private static final int MOST = 1 << 16;

  /** The difference-aware method: lambda 0.5, learning rate 0.001 (Takeuchi et al., section 4). */
  public static final ByolaTrainerOptions DIFFERENCE =
      new ByolaTrainerOptions(
          FrontEnd.MEL_25MS,
          Version.V2,
          2048,
          0.5,
          AugmentationOptions.DEFAULTS,
          100,
          256,
          1e-3,
          0.99,
          Heads.PUBLISHED.hidden(),
          Heads.PUBLISHED.output(),
          10_000,
          1000);

  /** The same without the difference loss. */
  public static final ByolaTrainerOptions BYOLA = DIFFERENCE.withDifference(0);

  /** Options. */
  public ByolaTrainerOptions {
    Checks.require(width > 0 && width <= MOST, "width in 1.." + MOST, width);
    Checks.require(difference >= 0 && difference <= 1, "difference in 0..1", difference);
    Checks.require(epochs > 0, "epochs > 0", epochs);
    Checks.require(batchSize > 1 && batchSize <= MOST, "batch-size in 2.." + MOST, batchSize);
    Checks.require(learningRate > 0 && learningRate < 1e3, "learning-rate > 0", learningRate);
    Checks.require(decay >= 0 && decay <= 1, "decay in 0..1", decay);
    Checks.require(
        projectorHidden > 0 && projectorHidden <= MOST, "projector-hidden > 0", projectorHidden);
    Checks.require(
        projectorOutput > 0 && projectorOutput <= MOST, "projector-output > 0", projectorOutput);
    Checks.require(normalisationSegments > 0, "normalisation-segments > 0", normalisationSegments);
    Checks.require(checkpointEvery > 0, "checkpoint-every > 0", checkpointEvery);
  }

  /** These options with another share of the difference loss. */
  public ByolaTrainerOptions withDifference(double difference) {
    return new ByolaTrainerOptions(
        frontEnd,
        version,
        width,
        difference,
        augmentation,
        epochs,
        batchSize,
        learningRate,
        decay,
        projectorHidden,
        projectorOutput,
        normalisationSegments,
        checkpointEvery);
  }
}
