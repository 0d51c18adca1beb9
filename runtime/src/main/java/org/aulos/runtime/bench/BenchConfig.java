package org.aulos.runtime.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.SystemConfig;

/**
 * A benchmark as configured: valid by itself, nothing opened yet.
 *
 * @param name short name, fit for a file name
 * @param title what it is about, for people
 * @param settings how to run; their seed is the first of {@code seeds}
 * @param seeds seeds under each of which what is random is run; one at least
 * @param data what relative paths of the data sets are relative to
 * @param datasets the data sets by name, in the order of writing
 * @param spare data sets that no task needs itself, of which others may be made
 * @param systems the systems by name, in the order of writing
 * @param trainings the trainings that the encoders of systems come from, by system
 * @param generators the generators
 * @param tasks the tasks by name, in the order of writing
 */
public record BenchConfig(
    String name,
    String title,
    RunSettings settings,
    List<Long> seeds,
    Path data,
    Map<String, Chosen> datasets,
    Map<String, Chosen> spare,
    Map<String, SystemConfig> systems,
    Map<String, SystemTraining> trainings,
    GeneratorsConfig generators,
    Map<String, TaskConfig> tasks) {
  /** A system under one of the seeds; all but the first say theirs. */
  public SystemConfig named(SystemConfig system, long seed) {
    return seed == seeds.get(0) ? system : system.named(system.name() + ", seed " + seed);
  }

  /**
   * Data sets that no task judges by, but of which those that are judged or learnt from are made.
   */
  public Map<String, Chosen> sources() {
    Map<String, Chosen> sources = DatasetSources.of(datasets.values(), namedDatasets());
    trainings.values().forEach(training -> sources.putAll(training.config().others()));
    sources.keySet().removeAll(datasets.keySet());
    return sources;
  }

  /** All data sets that the benchmark names, those included that no task judges by. */
  Map<String, Chosen> namedDatasets() {
    Map<String, Chosen> named = new LinkedHashMap<>(datasets);
    named.putAll(spare);
    return named;
  }

  /** This benchmark without the systems whose encoders are still to be trained. */
  public BenchConfig untrained() {
    Map<String, SystemConfig> ready = new LinkedHashMap<>(systems);
    ready.keySet().removeAll(trainings.keySet());
    return new BenchConfig(
        name, title, settings, seeds, data, datasets, spare, ready, Map.of(), generators, tasks);
  }
}
