package org.aulos.plugins.byola;

import org.aulos.api.spi.Describe;

/**
 * Options of {@code hashed-words}.
 *
 * @param dimension values of a vector, 1 to 4,096
 */
@Describe("Texts by their words and pairs of words, without anything learnt: no download.")
public record HashedWordsOptions(@Describe("Values of a vector, 1 to 4096.") int dimension) {
  /** As many values as it takes for hundreds of words to be nearly orthogonal. */
  public static final HashedWordsOptions DEFAULTS = new HashedWordsOptions(256);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if the dimension is out of its range
   */
  public HashedWordsOptions {
    if (dimension < 1 || dimension > 4096) {
      throw new IllegalArgumentException("expected dimension in 1..4096 but was " + dimension);
    }
  }
}
