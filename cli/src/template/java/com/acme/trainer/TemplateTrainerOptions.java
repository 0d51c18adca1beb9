package com.acme.trainer;

import org.aulos.api.spi.Describe;

/** Options of the trainer. */
@Describe("Learns the mean level of clips by stochastic gradient descent.")
public record TemplateTrainerOptions(@Describe("Steps, of one clip each; 1 or more.") long steps) {
  /** A hundred steps. */
  public static final TemplateTrainerOptions DEFAULTS = new TemplateTrainerOptions(100);

  /** Options. */
  public TemplateTrainerOptions {
    if (steps < 1) {
      throw new IllegalArgumentException("expected steps >= 1 but was " + steps);
    }
  }
}
