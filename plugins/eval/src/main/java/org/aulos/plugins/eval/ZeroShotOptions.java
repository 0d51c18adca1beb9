package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/** Options of the metric {@code zero-shot}: there is nothing to choose but the words. */
@Describe("Accuracy of the class whose name is nearest to a clip, without any training.")
public record ZeroShotOptions() {
  /** The one way to compute it. */
  public static final ZeroShotOptions DEFAULTS = new ZeroShotOptions();
}
