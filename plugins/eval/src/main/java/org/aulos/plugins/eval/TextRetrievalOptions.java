package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code text-retrieval}.
 *
 * @param direction what looks for what
 * @param measure the measure that is the score; the others are its details
 */
@Describe(
    "How well the words of each clip find its audio, or its audio its words, by the cosine of"
        + " embeddings.")
public record TextRetrievalOptions(
    @Describe("What looks for what: text-to-audio or audio-to-text.") Direction direction,
    @Describe(
            "The measure that is the score: map, map-at-10, r-at-1, r-at-5, r-at-10, p-at-5, p-at-10,"
                + " mrr, ndcg or ndcg-at-10.")
        RetrievalOptions.Measure measure) {
  /** Words look for audio, R@1. */
  public static final TextRetrievalOptions DEFAULTS =
      new TextRetrievalOptions(Direction.TEXT_TO_AUDIO, RetrievalOptions.Measure.R_AT_1);

  /** What looks for what. */
  public enum Direction {
    /** The words of each clip look for its audio among the audio of all. */
    TEXT_TO_AUDIO,
    /** The audio of each clip looks for its words among the words of all. */
    AUDIO_TO_TEXT
  }
}
