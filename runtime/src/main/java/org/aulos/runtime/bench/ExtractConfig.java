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
 * An extraction as configured: {@code dataset}, {@code extractor} and the settings.
 *
 * @param settings how to run
 * @param dataset which clips
 * @param extractor which features
 */
public record ExtractConfig(RunSettings settings, Chosen dataset, Chosen extractor) {
  private static final String DATASET = "dataset";
  private static final String EXTRACTOR = "extractor";

  /**
   * The extraction that a configuration describes.
   *
   * @throws org.aulos.api.OptionsException holding every problem, if there is any
   */
  public static ExtractConfig bind(Keys root, Catalog catalog) {
    Problems problems = new Problems();
    Optional<RunSettings> settings =
        new RecordBinder(problems).bind(root, "", RunSettings.DEFAULTS, Set.of(DATASET, EXTRACTOR));
    ComponentBinder components = new ComponentBinder(catalog, problems);
    Optional<Chosen> dataset = components.required(root, DATASET, Role.DATASET);
    Optional<Chosen> extractor = components.required(root, EXTRACTOR, Role.EXTRACTOR);
    problems.throwIfAny();
    return new ExtractConfig(
        settings.orElseThrow(), dataset.orElseThrow(), extractor.orElseThrow());
  }
}
