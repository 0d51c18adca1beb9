package org.aulos.runtime.bench;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.aulos.api.AudioFormat;
import org.aulos.api.Generator;
import org.aulos.runtime.Cost;
import org.aulos.runtime.generator.MadeElsewhere;
import org.aulos.runtime.pipeline.ComputeTimes;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;
import org.jspecify.annotations.Nullable;

/** Sums up what each system and each generator cost. */
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
    return cost(first.name(), first.audioFormat(), null, first.parameters(), times, false);
  }

  /**
   * The cost of a generator.
   *
   * @param times how long it took for each clip, under all seeds
   */
  static Cost of(String name, Generator generator, ComputeTimes times) {
    int clips = times.computed();
    boolean elsewhere = generator instanceof MadeElsewhere;
    boolean made = !(generator instanceof MadeElsewhere other) || other.onDemand();
    return cost(
        name,
        generator.audioFormat(),
        clips == 0 ? null : times.audioSeconds() / clips,
        generator.parameters(),
        made ? times : new ComputeTimes(clips, List.of()),
        elsewhere);
  }

  private static Cost cost(
      String name,
      AudioFormat format,
      @Nullable Double seconds,
      OptionalLong parameters,
      ComputeTimes times,
      boolean elsewhere) {
    return new Cost(
        name,
        format.sampleRate(),
        format.channels(),
        seconds,
        parameters.isPresent() ? parameters.getAsLong() : null,
        times.computed(),
        times.cached(),
        orNull(times.audioPerSecond()),
        orNull(times.secondsPerClip()),
        elsewhere);
  }

  private static @Nullable Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
