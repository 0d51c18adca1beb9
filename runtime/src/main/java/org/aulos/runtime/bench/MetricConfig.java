package org.aulos.runtime.bench;

import java.util.Optional;
import java.util.Set;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.config.ComponentBinder;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.config.RecordBinder;

/**
 * A metric alone as configured: {@code metric} and the settings.
 *
 * @param settings how to run
 * @param metric which metric
 */
public record MetricConfig(RunSettings settings, Chosen metric) {
  private static final String METRIC = "metric";

  /**
   * The metric that a configuration describes.
   *
   * @throws org.aulos.api.OptionsException holding every problem, if there is any
   */
  public static MetricConfig bind(Keys root, Catalog catalog) {
    Problems problems = new Problems();
    Optional<RunSettings> settings =
        new RecordBinder(problems).bind(root, "", RunSettings.DEFAULTS, Set.of(METRIC));
    Optional<Chosen> metric =
        new ComponentBinder(catalog, problems).required(root, METRIC, Role.METRIC);
    problems.throwIfAny();
    return new MetricConfig(settings.orElseThrow(), metric.orElseThrow());
  }
}
