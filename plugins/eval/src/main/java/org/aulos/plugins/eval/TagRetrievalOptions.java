package org.aulos.plugins.eval;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code tag-retrieval}.
 *
 * @param measure the measure that is the score; the others are its details
 * @param tags the tags that look for clips; empty for all
 */
@Describe("How well each single tag finds all clips that bear it, by the cosine of embeddings.")
public record TagRetrievalOptions(
    @Describe(
            "The measure that is the score: map, map-at-10, r-at-1, r-at-5, r-at-10, p-at-5, p-at-10,"
                + " mrr, ndcg or ndcg-at-10.")
        RetrievalOptions.Measure measure,
    @Describe("The tags that look for clips, as those held out of a training; empty for all.")
        List<String> tags) {
  /** Mean average precision of all tags. */
  public static final TagRetrievalOptions DEFAULTS =
      new TagRetrievalOptions(RetrievalOptions.Measure.MAP, List.of());

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a tag is named twice
   */
  public TagRetrievalOptions {
    tags = List.copyOf(tags);
    if (tags.stream().distinct().count() < tags.size()) {
      throw new IllegalArgumentException("expected each tag once but was " + tags);
    }
  }
}
