package org.aulos.runtime.bench;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import org.aulos.api.GenerationRequest;
import org.aulos.api.Generator;
import org.aulos.api.Prompt;
import org.aulos.api.RenderedAudio;
import org.aulos.api.Waveform;

/**
 * The answer of a generator to a prompt, which it gives when it is asked.
 *
 * @param name name of the generator
 * @param generator the generator
 * @param prompt the prompt
 * @param seconds duration that is asked for
 * @param seed seed of the answer
 * @param manager above that of the answer
 */
record GeneratedAudio(
    String name, Generator generator, Prompt prompt, double seconds, long seed, NDManager manager)
    implements RenderedAudio {
  @Override
  public String recipe() {
    return "%s: %s, %s s, seed %d".formatted(name, prompt, seconds, seed);
  }

  @Override
  public Waveform render() {
    try (NDScope scope = new NDScope();
        NDManager own = manager.newSubManager()) {
      scope.suppressNotUsedWarning();
      return generator
          .generate(List.of(prompt), new GenerationRequest(own, seconds, seed))
          .waveforms()
          .get(0);
    }
  }
}
