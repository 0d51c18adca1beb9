package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of {@code background-known}.
 *
 * @param reference the background whose vector is taken from that of the mixture
 * @param training of the linear layer
 */
@Describe(
    "Accuracy of a linear layer that recognises the sound in a mixture from the vector of the"
        + " mixture less that of a reference background.")
public record BackgroundKnownOptions(
    @Describe(
            "The background that is known: same (the one in the mixture), half (of which half is in"
                + " the mixture), apart (nothing of which is) or none (the mixture alone).")
        Reference reference,
    @Describe("Training of the linear layer.") NetworkProbeOptions training) {
  /** The background in the mixture; training as published, under three seeds. */
  public static final BackgroundKnownOptions DEFAULTS =
      new BackgroundKnownOptions(
          Reference.SAME, NetworkProbeOptions.LINEAR_EVALUATION.stoppingAtValidationLoss());

  /** The background that is known; its name is the role of its clip in the groups. */
  public enum Reference {
    /** None: the mixture alone. */
    NONE,
    /** The one in the mixture: 100 % overlap. */
    SAME,
    /** One that shares half of its time with it: 50 % overlap. */
    HALF,
    /** Another part of the recording that it was cut from: no overlap. */
    APART
  }
}
