package org.aulos.runtime.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.config.ComponentBinder;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.config.RecordBinder;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A training as configured: {@code trainer}, {@code dataset}, the others that it may be made from,
 * and the settings.
 *
 * @param settings how to train
 * @param trainer which method
 * @param dataset on which clips
 * @param others data sets that it may be made from, by name, in the order of writing
 * @param folder what relative paths are relative to
 * @param data what those of the data set are relative to
 */
public record TrainConfig(
    TrainSettings settings,
    Chosen trainer,
    Chosen dataset,
    Map<String, Chosen> others,
    Path folder,
    Path data) {
  /** The key of the trainer. */
  public static final String TRAINER = "trainer";

  /** The key of the data set. */
  public static final String DATASET = "dataset";

  /** The key of the data sets that it may be made from. */
  public static final String DATASETS = "datasets";

  /** What may be another when a run goes on: it decides no weight, or its last digits. */
  private static final Set<String> CIRCUMSTANCES = Set.of("device", "workers", "threads", "memory");

  /** The keys of a configuration. */
  public static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(List.of(TRAINER, DATASET, DATASETS));
    keys.addAll(RecordBinder.components(TrainSettings.class).keySet());
    return keys;
  }

  /**
   * The training that a configuration describes.
   *
   * @param folder what its relative paths are relative to
   * @throws org.aulos.api.OptionsException holding every problem, if there is any
   */
  public static TrainConfig bind(Keys root, Path folder, Catalog catalog) {
    Problems problems = new Problems();
    Optional<TrainSettings> settings =
        new RecordBinder(problems)
            .bind(root, "", TrainSettings.DEFAULTS, Set.of(TRAINER, DATASET, DATASETS));
    ComponentBinder components = new ComponentBinder(catalog, problems);
    Optional<Chosen> trainer = components.required(root, TRAINER, Role.TRAINER);
    Optional<Chosen> dataset = components.required(root, DATASET, Role.DATASET);
    Map<String, Chosen> others = components.named(root, DATASETS, Role.DATASET);
    problems.throwIfAny();
    return new TrainConfig(
        settings.orElseThrow(),
        trainer.orElseThrow(),
        dataset.orElseThrow(),
        others,
        folder,
        folder);
  }

  /** This training under another seed. */
  public TrainConfig withSeed(long seed) {
    return new TrainConfig(settings.withSeed(seed), trainer, dataset, others, folder, data);
  }

  /** What decides the weights apart from clips, files and code: the trainer's options, the seed. */
  public String recipe() {
    return trainer.key() + RecordBinder.values(trainer.options()) + " seed " + settings.seed();
  }

  /** Every key with its value, defaults included, as YAML; means the same in any folder. */
  public String yaml() {
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
        .dumpToString(values());
  }

  /** The keys that decide the weights and in which another training differs from this one. */
  public List<String> differences(TrainConfig other) {
    Map<String, Object> own = flat("", values());
    Map<String, Object> others = flat("", other.values());
    Set<String> keys = new LinkedHashSet<>(own.keySet());
    keys.addAll(others.keySet());
    keys.removeAll(CIRCUMSTANCES);
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      if (!String.valueOf(own.get(key)).equals(String.valueOf(others.get(key)))) {
        differences.add("%s (%s, now %s)".formatted(key, own.get(key), others.get(key)));
      }
    }
    return differences;
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(TRAINER, values(trainer, folder));
    values.put(DATASET, values(dataset, data));
    if (!others.isEmpty()) {
      Map<String, Object> named = new LinkedHashMap<>();
      others.forEach((name, chosen) -> named.put(name, values(chosen, data)));
      values.put(DATASETS, named);
    }
    values.putAll(RecordBinder.values(settings));
    return values;
  }

  private static Map<String, Object> values(Chosen chosen, Path folder) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(ComponentBinder.USE, chosen.entry().component().name());
    values.putAll(RecordBinder.values(chosen.options(), path -> settled(path, folder)));
    return values;
  }

  /** A path as it reads from another folder; one that leads to nothing from here stays. */
  private static Path settled(Path path, Path folder) {
    Path place = folder.resolve(path).normalize();
    return path.toString().isEmpty() || !Files.exists(place) ? path : place;
  }

  private static Map<String, Object> flat(String prefix, Map<?, ?> values) {
    Map<String, Object> flat = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flat.putAll(flat(prefix + key + ".", inner));
          } else {
            flat.put(prefix + key, value);
          }
        });
    return flat;
  }
}
