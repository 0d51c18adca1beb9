package org.aulos.plugins.byola;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code auxiliary-retrieval}. The publications leave the widths, the
 * temperature, the weight of the classes, the learning rate and the batch size open; these defaults
 * are ours.
 *
 * @param textEncoder name of the encoder of texts; it is not trained
 * @param hidden values between the layers of an adapter; greater than 0
 * @param width values of the space in which clips are compared; greater than 0
 * @param temperature that cosines are divided by; greater than 0
 * @param classWeight weight of the classification in the loss; 0 or more
 * @param learningRate of Adam; greater than 0
 * @param batchSize pairs in a batch, at most all of them; at least 2
 * @param epochs passes over the training pairs; greater than 0
 * @param validation share of the training pairs that choose the epoch, two of them at least, where
 *     the data set has no fold named {@code validation}; in (0, 0.5]
 * @param depth rank up to which a target counts as found; greater than 0
 */
@Describe(
    "Share of queries, a clip and a text each, that find the clip they ask for by the cosine of"
        + " embeddings learnt on top of frozen ones.")
public record AuxiliaryRetrievalOptions(
    @Describe("Name of the encoder of texts, which is not trained.") String textEncoder,
    @Describe("Values between the layers of an adapter; 1 or more.") int hidden,
    @Describe("Values of the space in which clips are compared; 1 or more.") int width,
    @Describe("Temperature that cosines are divided by; greater than 0.") double temperature,
    @Describe("Weight of the classification in the loss; 0 or more.") double classWeight,
    @Describe("Learning rate of Adam; greater than 0.") double learningRate,
    @Describe("Pairs in a batch, at most all of them; 2 or more.") int batchSize,
    @Describe("Passes over the training pairs; 1 or more.") int epochs,
    @Describe(
            "Share of the training pairs that choose the epoch where no fold is named"
                + " 'validation'; greater than 0, at most 0.5.")
        double validation,
    @Describe("Rank up to which a target counts as found; 1 or more.") int depth) {
  /** Three hundred epochs, of which that of the least validation loss counts, as published. */
  public static final AuxiliaryRetrievalOptions DEFAULTS =
      new AuxiliaryRetrievalOptions("hashed-words", 512, 512, 0.07, 1, 1e-3, 128, 300, 0.1, 1);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a value is out of its range; the message names it
   */
  public AuxiliaryRetrievalOptions {
    check(!textEncoder.isBlank(), "the name of a text-encoder", textEncoder);
    check(hidden > 0, "hidden > 0", hidden);
    check(width > 0, "width > 0", width);
    check(temperature > 0 && Double.isFinite(temperature), "temperature > 0", temperature);
    check(classWeight >= 0 && Double.isFinite(classWeight), "class-weight >= 0", classWeight);
    check(learningRate > 0 && Double.isFinite(learningRate), "learning-rate > 0", learningRate);
    check(batchSize > 1, "batch-size > 1", batchSize);
    check(epochs > 0, "epochs > 0", epochs);
    check(validation > 0 && validation <= 0.5, "0 < validation <= 0.5", validation);
    check(depth > 0, "depth > 0", depth);
  }

  private static void check(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expectation + " but was " + value);
    }
  }
}
