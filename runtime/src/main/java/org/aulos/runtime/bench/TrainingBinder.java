package org.aulos.runtime.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.TrainJob;
import org.aulos.runtime.config.ComponentBinder;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.ConfigNode;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Value;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.config.RecordBinder;
import org.aulos.runtime.config.RecordSchema;
import org.aulos.runtime.pipeline.SystemConfig;
import org.aulos.runtime.train.TrainConfig;
import org.aulos.runtime.train.TrainSettings;

/**
 * Binds the training that the encoder of a system comes from: what {@code aulos train} takes as a
 * configuration, except that the data set may be one of the benchmark's, by its name, and that
 * settings are those of the benchmark where they are left out.
 *
 * <pre>{@code
 * systems:
 *   byola:
 *     encoder: byola
 *     training:
 *       trainer: {use: byola, epochs: 20}
 *       dataset: {use: folders, directory: unlabelled}
 * }</pre>
 */
final class TrainingBinder {
  /** The key of a system. */
  static final String TRAINING = "training";

  private static final String SEED = "seed";
  private static final String THREADS = "threads";

  private final Catalog catalog;
  private final Problems problems;
  private final ComponentBinder components;
  private final RunSettings settings;
  private final Map<String, Chosen> datasets;
  private final Path folder;
  private final Path data;

  /**
   * A binder of trainings.
   *
   * @param settings those of the benchmark
   * @param datasets those of the benchmark
   * @param folder what relative paths are relative to
   * @param data what those of data sets are relative to
   */
  TrainingBinder(
      Catalog catalog,
      Problems problems,
      RunSettings settings,
      Map<String, Chosen> datasets,
      Path folder,
      Path data) {
    this.catalog = catalog;
    this.problems = problems;
    this.components = new ComponentBinder(catalog, problems);
    this.settings = settings;
    this.datasets = datasets;
    this.folder = folder;
    this.data = data;
  }

  /** The settings that a training may have, as a JSON Schema tells them. */
  static Map<String, Object> settings() {
    Map<String, Object> settings =
        new LinkedHashMap<>(RecordSchema.properties(TrainSettings.DEFAULTS));
    settings.remove(THREADS);
    return settings;
  }

  /** The settings of a training that says nothing of them: those of its benchmark. */
  private static TrainSettings defaults(RunSettings settings) {
    return new TrainSettings(
        settings.seed(),
        settings.limit(),
        settings.maxSeconds(),
        settings.strict(),
        settings.device(),
        settings.workers(),
        1,
        TrainSettings.DEFAULTS.memory());
  }

  /**
   * The training of a system; empty if there was a problem.
   *
   * @param node what stands below the key
   * @param path of the key
   * @param system the system
   */
  Optional<SystemTraining> bind(ConfigNode node, String path, SystemConfig system) {
    if (!(node instanceof Keys keys)) {
      problems.add(node.origin(), path, "expected a mapping but was " + node.kind());
      return Optional.empty();
    }
    if (keys.get(THREADS).isPresent()) {
      problems.add(
          keys.originOf(THREADS),
          path + "." + THREADS,
          "belongs to aulos train; in a benchmark weights do not depend on the number of threads: there is one within an operation");
    }
    Optional<TrainSettings> own =
        new RecordBinder(problems)
            .bind(keys, path, defaults(settings), Set.of(TrainConfig.TRAINER, TrainConfig.DATASET));
    Optional<Chosen> trainer = components.required(keys, TrainConfig.TRAINER, path, Role.TRAINER);
    Optional<Chosen> dataset = dataset(keys, path);
    trainer.ifPresent(chosen -> checkFit(chosen, system, path));
    if (own.isEmpty() || trainer.isEmpty() || dataset.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SystemTraining(
            new TrainConfig(
                own.get(),
                trainer.get(),
                dataset.get(),
                DatasetSources.of(List.of(dataset.get()), datasets),
                folder,
                data),
            keys.get(SEED).isPresent()));
  }

  /** One of the benchmark's, by its name, or one of its own. */
  private Optional<Chosen> dataset(Keys keys, String path) {
    if (keys.get(TrainConfig.DATASET).orElse(null) instanceof Value name
        && datasets.containsKey(name.text())) {
      return Optional.ofNullable(datasets.get(name.text()));
    }
    return components.required(keys, TrainConfig.DATASET, path, Role.DATASET);
  }

  private void checkFit(Chosen trainer, SystemConfig system, String path) {
    Chosen encoder = system.encoder();
    Optional<Path> weights = SystemConfig.weightsOf(encoder);
    if (weights.isEmpty()) {
      problems.add(
          trainer.origin(),
          path,
          "%s has no option '%s' that takes what is trained; encoders that have: %s"
              .formatted(encoder.key(), TrainJob.ENCODER_OPTION, encodersWithWeights()));
    } else if (!weights.get().toString().isEmpty()) {
      problems.add(
          encoder.origin(),
          system.path(),
          "%s is given '%s' and a training; leave one of them out"
              .formatted(encoder.key(), TrainJob.ENCODER_OPTION));
    } else if (!trainer.entry().plugin().name().equals(encoder.entry().plugin().name())) {
      problems.add(
          trainer.origin(),
          path,
          "%s of plugin '%s' does not train for %s of plugin '%s', whose trainers are: %s"
              .formatted(
                  trainer.key(),
                  trainer.entry().plugin().name(),
                  encoder.key(),
                  encoder.entry().plugin().name(),
                  trainersOf(encoder)));
    }
  }

  private String encodersWithWeights() {
    return list(
        catalog.entries(Role.ENCODER).stream()
            .filter(
                entry ->
                    RecordBinder.components(entry.component().defaults().getClass())
                        .containsKey(TrainJob.ENCODER_OPTION))
            .toList());
  }

  private String trainersOf(Chosen encoder) {
    return list(
        catalog.entries(Role.TRAINER).stream()
            .filter(entry -> entry.plugin().name().equals(encoder.entry().plugin().name()))
            .toList());
  }

  private static String list(List<Catalog.Entry> entries) {
    return entries.isEmpty()
        ? "none"
        : entries.stream().map(entry -> entry.component().name()).collect(Collectors.joining(", "));
  }
}
