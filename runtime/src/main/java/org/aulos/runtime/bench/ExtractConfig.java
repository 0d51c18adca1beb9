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
    Optional<Chosen> dataset = choice(root, DATASET, Role.DATASET, catalog, problems);
    Optional<Chosen> extractor = choice(root, EXTRACTOR, Role.EXTRACTOR, catalog, problems);
    problems.throwIfAny();
    return new ExtractConfig(
        settings.orElseThrow(), dataset.orElseThrow(), extractor.orElseThrow());
  }

  private static Optional<Chosen> choice(
      Keys root, String key, Role<?> role, Catalog catalog, Problems problems) {
    if (root.get(key).isEmpty()) {
      problems.add(
          root.origin(), key, "is missing; expected the name of " + ComponentBinder.article(role));
      return Optional.empty();
    }
    return new ComponentBinder(catalog, problems).bind(root.get(key).get(), key, role);
  }
}
