package org.aulos.api;

import java.util.List;
import java.util.OptionalLong;

/**
 * Makes audio from prompts. Immutable, and safe to use from several threads.
 *
 * <p>The audio of a prompt depends on that prompt, the duration and the seed alone: neither the
 * other prompts nor its place among them change it. Its randomness is drawn from the seed and its
 * id.
 */
public interface Generator {
  /** The audio it yields. */
  AudioFormat audioFormat();

  /** Number of its learnt parameters; empty if it does not know. */
  default OptionalLong parameters() {
    return OptionalLong.empty();
  }

  /**
   * What a user should know before these prompts are asked for, in whole sentences: which of them
   * it has no audio for, what of them it does not heed. Nothing by default.
   *
   * @param prompts all that will be asked for
   */
  default List<String> remarks(List<Prompt> prompts) {
    return List.of();
  }

  /**
   * One clip for each prompt, in their order.
   *
   * @param prompts at least one
   * @param request duration, seed and the owner of the result
   * @throws IllegalArgumentException if there is no prompt
   * @throws AulosException if it has no audio for one of them; the first line of the message does
   *     not change from run to run
   */
  AudioBatch generate(List<Prompt> prompts, GenerationRequest request);
}
