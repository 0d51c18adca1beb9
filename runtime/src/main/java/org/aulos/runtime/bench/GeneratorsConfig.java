package org.aulos.runtime.bench;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.SystemConfig;

/**
 * The generators of a benchmark, what they are asked for, and through which encoders their clips
 * are heard.
 *
 * @param choices the generators by name, in the order of writing; none if only systems are compared
 * @param prompts what all of them are asked for
 * @param ears the encoders that tasks name for them, by names of ours
 * @param folder what relative paths are relative to
 */
public record GeneratorsConfig(
    Map<String, Chosen> choices,
    PromptsOptions prompts,
    Map<String, SystemConfig> ears,
    Path folder) {
  /** What of it is left if there are these tasks only. */
  GeneratorsConfig judgedBy(Collection<TaskConfig> tasks) {
    Map<String, SystemConfig> used = new LinkedHashMap<>();
    for (TaskConfig task : tasks) {
      task.ear().ifPresent(ear -> used.put(ear, Objects.requireNonNull(ears.get(ear))));
    }
    return new GeneratorsConfig(used.isEmpty() ? Map.of() : choices, prompts, used, folder);
  }

  /** Whether there are any. */
  public boolean any() {
    return !choices.isEmpty();
  }
}
