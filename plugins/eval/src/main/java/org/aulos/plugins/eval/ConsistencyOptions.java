package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/** Options of the metric {@code consistency}: there is nothing to choose but the embedding. */
@Describe("Cosine of the embeddings of each clip's audio and of its text; more is better.")
public record ConsistencyOptions() {
  /** The one way to compute it. */
  public static final ConsistencyOptions DEFAULTS = new ConsistencyOptions();
}
