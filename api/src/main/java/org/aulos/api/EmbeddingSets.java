package org.aulos.api;

/**
 * Two sets of vectors of one space, the evidence of distribution metrics such as the Fréchet audio
 * distance.
 *
 * @param reference vectors of the audio to be matched
 * @param evaluated vectors of the audio to be judged
 */
public record EmbeddingSets(EmbeddingSet reference, EmbeddingSet evaluated) {
  /**
   * Two sets.
   *
   * @throws IllegalArgumentException if they are of different spaces or dimensions
   */
  public EmbeddingSets {
    if (reference.dimension() != evaluated.dimension()) {
      throw new IllegalArgumentException(
          "dimensions differ: " + reference.dimension() + " != " + evaluated.dimension());
    }
    if (!reference.space().equals(evaluated.space())) {
      throw new IllegalArgumentException(
          "spaces differ: " + reference.space() + " != " + evaluated.space());
    }
  }
}
