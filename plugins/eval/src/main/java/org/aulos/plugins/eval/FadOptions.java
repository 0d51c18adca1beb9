package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/** Options of the metric {@code fad}: there is nothing to choose but the embedding. */
@Describe("Fréchet audio distance between two sets of embeddings; less is better.")
public record FadOptions() {
  /** The one way to compute it. */
  public static final FadOptions DEFAULTS = new FadOptions();
}
