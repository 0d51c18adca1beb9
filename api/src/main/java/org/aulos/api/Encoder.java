package org.aulos.api;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns each clip, text or tag set into a vector, or into one for each window of it. Immutable, and
 * safe to use from several threads.
 *
 * <p>The vectors of a clip depend on that clip alone: neither its neighbours in the batch nor the
 * padding behind it change them.
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

  /** The windows of a clip that have a vector each; empty if a clip has one vector. */
  default Optional<Framing> framing() {
    return Optional.empty();
  }

  /** Values in each vector. */
  int dimension();

  /** Number of its learnt parameters; empty if it does not know. */
  default OptionalLong parameters() {
    return OptionalLong.empty();
  }

  /**
   * The vectors of each element of the batch, in its order, attached to the manager of {@code
   * input} (of the encoder's own weights if the input is text or tags).
   *
   * @throws IllegalArgumentException if the batch is not of the format that the encoder was built
   *     for
   */
  EmbeddingBatch encode(I input);
}
