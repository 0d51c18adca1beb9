package org.aulos.runtime.bench;

import java.nio.file.Path;
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
 * @param systems the systems by name, in the order of writing
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
    Map<String, SystemConfig> systems,
    GeneratorsConfig generators,
    Map<String, TaskConfig> tasks) {}
