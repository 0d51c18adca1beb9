package org.aulos.api;

import java.util.List;

/** Makes audio from prompts. Immutable, and safe to use from several threads. */
public interface Generator {
  /** The audio it yields. */
  AudioFormat audioFormat();

  /**
   * One clip for each prompt, in their order.
   *
   * @param prompts at least one
   * @param request duration, seed and the owner of the result
   */
  AudioBatch generate(List<Prompt> prompts, GenerationRequest request);
}
