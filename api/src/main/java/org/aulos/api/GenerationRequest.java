package org.aulos.api;

import ai.djl.ndarray.NDManager;

/**
 * How to generate, apart from what.
 *
 * @param manager owner of the generated tensors
 * @param seconds duration of each clip; greater than 0; a generator of fixed length rounds up and
 *     says so
 * @param seed the same seed gives the same audio
 */
public record GenerationRequest(NDManager manager, double seconds, long seed) {
  /**
   * A request.
   *
   * @throws IllegalArgumentException if the duration is not positive
   */
  public GenerationRequest {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("expected seconds > 0 but was " + seconds);
    }
  }
}
