package org.aulos.runtime.bench;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Plain options of a task.
 *
 * @param systems names of the systems that it judges; empty for all
 */
@Describe("Whom a task judges.")
public record TaskOptions(
    @Describe("Names of the systems that it judges; empty for all.") List<String> systems) {
  /** All systems. */
  public static final TaskOptions DEFAULTS = new TaskOptions(List.of());

  /** Whom a task judges. */
  public TaskOptions {
    systems = List.copyOf(systems);
  }
}
