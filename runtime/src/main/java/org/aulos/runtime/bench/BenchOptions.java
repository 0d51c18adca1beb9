package org.aulos.runtime.bench;

import java.util.HashSet;
import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * How much of a benchmark is run.
 *
 * @param seeds seeds under each of which what is random is run; empty for the one of the settings
 * @param onlyTasks names of the tasks to run; empty for all
 * @param onlySystems names of the systems to run; empty for all
 * @param onlyGenerators names of the generators to run; empty for all
 */
@Describe("How much of a benchmark is run.")
public record BenchOptions(
    @Describe("Seeds under each of which what is random is run, instead of 'seed'.")
        List<Long> seeds,
    @Describe("Names of the tasks to run, with the data sets they need; empty for all.")
        List<String> onlyTasks,
    @Describe("Names of the systems to run; empty for all.") List<String> onlySystems,
    @Describe("Names of the generators to run; empty for all.") List<String> onlyGenerators) {
  /** Each seed is another run of all that is random: more than these are a mistake. */
  private static final int MOST = 1000;

  /** All of it, under the seed of the settings. */
  public static final BenchOptions DEFAULTS =
      new BenchOptions(List.of(), List.of(), List.of(), List.of());

  /**
   * A choice.
   *
   * @throws IllegalArgumentException if a seed occurs twice or there are more than 1000
   */
  public BenchOptions {
    seeds = List.copyOf(seeds);
    onlyTasks = List.copyOf(onlyTasks);
    onlySystems = List.copyOf(onlySystems);
    onlyGenerators = List.copyOf(onlyGenerators);
    if (seeds.size() > MOST || new HashSet<>(seeds).size() < seeds.size()) {
      throw new IllegalArgumentException(
          "expected at most %d seeds, each once, but were %d"
              .formatted(MOST, seeds.size())
              .concat(seeds.size() > MOST ? "" : ": " + seeds));
    }
  }
}
