package org.aulos.runtime.bench;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.aulos.runtime.Cost;
import org.aulos.runtime.pipeline.ComputeTimes;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;
import org.jspecify.annotations.Nullable;

/** Sums up what each system cost. */
final class Costs {
  private Costs() {}

  /** The cost of each system, all its seeds together, over all passes. */
  static List<Cost> of(List<Seeded<Pipeline>> systems, Collection<EmbeddingPass.Outcome> passes) {
    return systems.stream().map(system -> cost(system, passes)).toList();
  }

  private static Cost cost(Seeded<Pipeline> system, Collection<EmbeddingPass.Outcome> passes) {
    ComputeTimes times = ComputeTimes.NONE;
    for (EmbeddingPass.Outcome pass : passes) {
      for (Pipeline variant : system.variants()) {
        times = times.and(pass.times().getOrDefault(variant.name(), ComputeTimes.NONE));
      }
    }
    Pipeline first = system.first();
    OptionalLong parameters = first.parameters();
    return new Cost(
        first.name(),
        first.audioFormat().sampleRate(),
        parameters.isPresent() ? parameters.getAsLong() : null,
        times.computed(),
        times.cached(),
        orNull(times.audioPerSecond()),
        orNull(times.secondsPerClip()));
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
