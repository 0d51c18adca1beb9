package org.aulos.runtime.bench;

import java.util.List;
import java.util.stream.Stream;
import org.aulos.runtime.pipeline.Pipeline;

/**
 * What is judged by a task, and so stands in a row of its column: a system, or a generator that is
 * heard through the encoder of the task.
 *
 * @param name name of the system or of the generator
 * @param tasks the task as it is put to it; of a generator one for each seed, since each seed gives
 *     other clips
 * @param ears what makes vectors of the clips
 * @param generator whether it is a generator
 */
record Entrant(String name, Seeded<TaskConfig> tasks, Seeded<Pipeline> ears, boolean generator) {
  static Entrant system(TaskConfig task, Seeded<Pipeline> system) {
    return new Entrant(system.first().name(), new Seeded<>(List.of(task)), system, false);
  }

  static Entrant generator(String name, List<TaskConfig> tasks, Seeded<Pipeline> ears) {
    return new Entrant(name, new Seeded<>(tasks), ears, true);
  }

  /** Name of the task. */
  String task() {
    return tasks.first().name();
  }

  /** Whether it is judged again under each seed, whatever the metric. */
  boolean varies() {
    return tasks.varies() || ears.varies();
  }

  /** Names of the data sets, and of the clips of generators, that it is judged on. */
  Stream<String> datasets() {
    return tasks.variants().stream().flatMap(task -> task.datasets().stream());
  }
}
