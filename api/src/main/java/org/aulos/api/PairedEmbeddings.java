package org.aulos.api;

/**
 * Two vectors for each clip in one space, such as that of its audio and that of its lyrics: the
 * evidence of consistency and of retrieval from one to the other.
 *
 * @param audio vectors of the audio, one for each clip
 * @param text vectors of the texts or tags of the same clips, in the same order
 */
public record PairedEmbeddings(EmbeddingSet audio, EmbeddingSet text) {
  /**
   * Pairs of vectors.
   *
   * @throws IllegalArgumentException if dimensions or clips differ
   */
  public PairedEmbeddings {
    if (audio.dimension() != text.dimension()) {
      throw new IllegalArgumentException(
          "dimensions differ: " + audio.dimension() + " != " + text.dimension());
    }
    if (!audio.ids().equals(text.ids())) {
      throw new IllegalArgumentException(
          "the vectors of audio and text are not of the same clips in the same order");
    }
  }
}
