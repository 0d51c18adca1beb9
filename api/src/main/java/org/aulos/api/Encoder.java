package org.aulos.api;

import java.util.Optional;

/**
 * Turns each clip, text or tag set into one vector. Immutable, and safe to use from several
 * threads.
 *
 * <p>The vector of a clip depends on that clip alone: neither its neighbours in the batch nor the
 * padding behind it change it.
 *
 * @param <I> what it encodes: {@link AudioBatch}, {@link FeatureBatch}, {@link TextBatch} or {@link
 *     TagBatch}
 */
public interface Encoder<I> {
  /** The class of what it encodes. */
  Class<I> inputType();

  /** The audio it expects; present exactly if {@link #inputType()} is {@link AudioBatch}. */
  default Optional<AudioFormat> audioFormat() {
    return Optional.empty();
  }

  /** Values in each vector. */
  int dimension();

  /**
   * One vector for each element of the batch, in its order, attached to the manager of {@code
   * input} (of the encoder's own weights if the input is text or tags).
   *
   * @throws IllegalArgumentException if the batch is not of the format that the encoder was built
   *     for
   */
  EmbeddingBatch encode(I input);
}
