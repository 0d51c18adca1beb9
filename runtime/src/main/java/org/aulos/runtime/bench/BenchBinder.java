package org.aulos.runtime.bench;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.aulos.api.Suggestions;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.config.ComponentBinder;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.ConfigNode;
import org.aulos.runtime.config.ConfigNode.Items;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Value;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.config.RecordBinder;
import org.aulos.runtime.pipeline.SystemConfig;

/**
 * Binds a whole benchmark: settings, data sets, systems, tasks. All problems are gathered before
 * any is reported.
 *
 * <pre>{@code
 * title: Ten environmental sounds
 * data: ../shared/data/esc10
 * datasets:
 *   esc10: {use: esc-50, directory: .}
 * systems:
 *   mfcc: {extractor: mfcc, encoder: statistics}
 * tasks:
 *   classes: {metric: linear-probe}
 *   rain-sea: {metric: fad, reference: rain, evaluated: sea_waves}
 * }</pre>
 */
public final class BenchBinder {
  static final String TITLE = "title";
  static final String DATA = "data";
  static final String DATASETS = "datasets";
  static final String SYSTEMS = "systems";
  static final String TASKS = "tasks";
  static final String SEEDS = "seeds";
  static final String ONLY_TASKS = "only-tasks";
  static final String ONLY_SYSTEMS = "only-systems";
  static final String ONLY_GENERATORS = "only-generators";
  private static final List<String> CHOICES =
      List.of(SEEDS, ONLY_TASKS, ONLY_SYSTEMS, ONLY_GENERATORS);
  private static final Set<String> OWN_KEYS =
      Set.of(
          TITLE,
          DATA,
          DATASETS,
          SYSTEMS,
          TASKS,
          SEEDS,
          ONLY_TASKS,
          ONLY_SYSTEMS,
          ONLY_GENERATORS,
          GeneratorBinder.GENERATORS,
          GeneratorBinder.PROMPTS);
  private static final String SEED = "seed";

  static final String EXTRACTOR = "extractor";
  static final String ENCODER = "encoder";
  static final String TEXT_ENCODER = "text-encoder";
  static final String DATASET = "dataset";
  static final String METRIC = "metric";
  static final String REFERENCE = "reference";
  static final String EVALUATED = "evaluated";
  static final String TEXT = "text";
  static final String LABELS = "labels";
  static final String PAPER = "paper";

  /** What turns clips into vectors. */
  private static final Set<String> STAGES = Set.of(EXTRACTOR, ENCODER, TEXT_ENCODER);

  private static final Set<String> TASK_KEYS =
      Set.of(
          METRIC,
          DATASET,
          REFERENCE,
          EVALUATED,
          TEXT,
          SYSTEMS,
          PAPER,
          EXTRACTOR,
          ENCODER,
          TEXT_ENCODER);

  private static final Set<String> SYSTEM_KEYS =
      Set.of(EXTRACTOR, ENCODER, TEXT_ENCODER, TrainingBinder.TRAINING);

  private final Problems problems = new Problems();
  private final Catalog catalog;
  private final RecordBinder records = new RecordBinder(problems);
  private final ComponentBinder components;
  private final GeneratorBinder generators;
  private final Keys root;
  private final Path folder;

  private BenchBinder(Catalog catalog, Keys root, Path folder) {
    this.catalog = catalog;
    this.components = new ComponentBinder(catalog, problems);
    this.generators = new GeneratorBinder(problems, components, root, folder);
    this.root = root;
    this.folder = folder;
  }

  /**
   * The benchmark that a configuration describes.
   *
   * @param root the configuration
   * @param name its short name
   * @param folder what its relative paths are relative to
   * @param catalog the components there are
   * @throws org.aulos.api.OptionsException holding every problem, if there is any
   */
  public static BenchConfig bind(Keys root, String name, Path folder, Catalog catalog) {
    return new BenchBinder(catalog, root, folder).bind(name, true);
  }

  /** Like {@link #bind}, for jobs that only make vectors: there are no tasks. */
  public static BenchConfig bindWithoutTasks(Keys root, String name, Path folder, Catalog catalog) {
    return new BenchBinder(catalog, root, folder).bind(name, false);
  }

  private BenchConfig bind(String name, boolean withTasks) {
    RunSettings settings =
        records.bind(root, "", RunSettings.DEFAULTS, OWN_KEYS).orElse(RunSettings.DEFAULTS);
    BenchOptions choices = choices(withTasks);
    List<Long> seeds = choices.seeds().isEmpty() ? List.of(settings.seed()) : choices.seeds();
    String title = text(root, TITLE, TITLE).orElse(name);
    Path data = text(root, DATA, DATA).map(this::dataRoot).orElse(folder);
    Map<String, Chosen> datasets =
        bound(DATASETS, (key, node) -> components.bind(node, DATASETS + "." + key, Role.DATASET));
    Map<String, SystemConfig> systems =
        bound(SYSTEMS, (key, node) -> system(key, SYSTEMS + "." + key, node));
    Map<String, SystemTraining> trainings =
        trainings(
            systems,
            withTasks,
            new TrainingBinder(catalog, problems, settings, datasets, folder, data));
    Map<String, TaskConfig> tasks = withTasks ? bound(TASKS, this::task) : new LinkedHashMap<>();
    GeneratorsConfig others = generators.bind(names(SYSTEMS), names(DATASETS));
    keep(choices, tasks, systems, others.choices());
    trainings.keySet().retainAll(systems.keySet());
    problems.throwIfAny();
    Map<String, Chosen> spare = new LinkedHashMap<>();
    if (withTasks) {
      spare.putAll(datasets);
      datasets
          .keySet()
          .retainAll(
              Stream.concat(
                      Stream.of(others.prompts().dataset()),
                      tasks.values().stream().flatMap(task -> task.datasets().stream()))
                  .toList());
      spare.keySet().removeAll(datasets.keySet());
    }
    return new BenchConfig(
        name,
        title,
        settings.withSeed(seeds.get(0)),
        seeds,
        data,
        datasets,
        spare,
        systems,
        trainings,
        others.judgedBy(tasks.values()),
        tasks);
  }

  /** What a section names, in the order of writing, without what was a problem. */
  private <T> Map<String, T> bound(
      String section, BiFunction<String, ConfigNode, Optional<T>> binder) {
    Map<String, T> bound = new LinkedHashMap<>();
    section(section)
        .entries()
        .forEach((key, node) -> binder.apply(key, node).ifPresent(own -> bound.put(key, own)));
    return bound;
  }

  /** How much is run, as a benchmark may say. */
  private BenchOptions choices(boolean benchmark) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    Map<String, ConfigNode.Origin> origins = new LinkedHashMap<>();
    for (String key : CHOICES) {
      root.get(key).ifPresent(node -> entries.put(key, node));
      origins.put(key, root.originOf(key));
    }
    if (!benchmark) {
      entries
          .keySet()
          .forEach(
              key -> problems.add(root.originOf(key), key, "belongs to a benchmark; leave it out"));
    } else if (entries.containsKey(SEEDS) && root.get(SEED).isPresent()) {
      problems.add(
          root.originOf(SEEDS),
          SEEDS,
          "stands beside 'seed' (" + root.originOf(SEED) + "); leave one of them out");
    }
    ConfigNode.Origin origin =
        entries.keySet().stream().findFirst().map(root::originOf).orElse(root.origin());
    return records
        .bind(new Keys(origin, entries, origins), "", BenchOptions.DEFAULTS, Set.of())
        .orElse(BenchOptions.DEFAULTS);
  }

  /** Keeps what is chosen; of what is left out stays what publications report. */
  private void keep(
      BenchOptions choices,
      Map<String, TaskConfig> tasks,
      Map<String, SystemConfig> systems,
      Map<String, Chosen> others) {
    keep(choices.onlyTasks(), tasks, ONLY_TASKS, TASKS);
    keep(choices.onlySystems(), systems, ONLY_SYSTEMS, SYSTEMS);
    keepThoseThatJudge(choices.onlySystems(), tasks);
    keep(choices.onlyGenerators(), others, ONLY_GENERATORS, GeneratorBinder.GENERATORS);
    Set<String> rows = new HashSet<>(systems.keySet());
    rows.addAll(others.keySet());
    tasks.replaceAll((key, task) -> task.of(rows));
  }

  /** Keeps what is chosen of a section, if anything is. */
  private void keep(List<String> chosen, Map<String, ?> all, String key, String section) {
    checkNames(chosen, root.originOf(key), key, section);
    if (!chosen.isEmpty()) {
      all.keySet().retainAll(chosen);
    }
  }

  /** Keeps the tasks that judge one of the chosen systems; the others need no data either. */
  private void keepThoseThatJudge(List<String> chosen, Map<String, TaskConfig> tasks) {
    if (chosen.isEmpty() || tasks.isEmpty()) {
      return;
    }
    tasks.values().removeIf(task -> chosen.stream().noneMatch(task::judges));
    if (tasks.isEmpty() && names(SYSTEMS).containsAll(chosen)) {
      problems.add(
          root.originOf(ONLY_SYSTEMS),
          ONLY_SYSTEMS,
          "none of the tasks judges " + String.join(" or ", chosen));
    }
  }

  /** Adds which of the names are none of a section. */
  private void checkNames(
      List<String> chosen, ConfigNode.Origin origin, String path, String section) {
    List<String> names = names(section);
    for (String name : chosen) {
      if (!names.contains(name)) {
        problems.add(
            origin,
            path,
            "none of the %s is named '%s'; %s"
                .formatted(section, name, Suggestions.among(name, names)));
      }
    }
  }

  private Path dataRoot(String written) {
    Path origin = root.get(DATA).map(node -> node.origin().folder()).orElse(null);
    return (origin == null ? folder : origin).resolve(written).normalize();
  }

  private Keys section(String name) {
    ConfigNode node = root.get(name).orElse(null);
    if (node instanceof Keys keys && !keys.entries().isEmpty()) {
      return keys;
    }
    if (node == null && generators.wanted() && !name.equals(TASKS)) {
      return new Keys(root.origin(), Map.of(), Map.of());
    }
    if (node == null) {
      problems.add(root.origin(), name, "is missing; expected at least one of the " + name);
    } else if (node instanceof Keys) {
      problems.add(root.originOf(name), name, "is empty; expected at least one of the " + name);
    } else {
      problems.add(
          node.origin(),
          name,
          "expected a mapping of names to " + name + " but was " + node.kind());
    }
    return new Keys(root.origin(), Map.of(), Map.of());
  }

  private Optional<SystemConfig> system(String name, String path, ConfigNode node) {
    return mapping(node, path, SYSTEM_KEYS).flatMap(keys -> stages(name, path, keys));
  }

  /** The trainings that the encoders of systems come from. */
  private Map<String, SystemTraining> trainings(
      Map<String, SystemConfig> systems, boolean benchmark, TrainingBinder binder) {
    Map<String, SystemTraining> trainings = new LinkedHashMap<>();
    systems.forEach(
        (name, system) -> {
          Keys keys = (Keys) section(SYSTEMS).get(name).orElseThrow();
          String path = system.path() + "." + TrainingBinder.TRAINING;
          keys.get(TrainingBinder.TRAINING)
              .flatMap(node -> binder.bind(node, path, system))
              .ifPresent(training -> trainings.put(name, training));
          if (!benchmark && keys.get(TrainingBinder.TRAINING).isPresent()) {
            problems.add(
                keys.originOf(TrainingBinder.TRAINING),
                path,
                "belongs to a benchmark; run aulos train, and name its checkpoint as 'weights'");
          }
        });
    return trainings;
  }

  private Optional<SystemConfig> stages(String name, String path, Keys keys) {
    Optional<ConfigNode> extractor = keys.get(EXTRACTOR);
    Optional<Chosen> chosenExtractor =
        extractor.flatMap(own -> components.bind(own, path + "." + EXTRACTOR, Role.EXTRACTOR));
    Optional<Chosen> encoder = components.required(keys, ENCODER, path, Role.ENCODER);
    Optional<ConfigNode> text = keys.get(TEXT_ENCODER);
    Optional<Chosen> textEncoder =
        text.flatMap(own -> components.bind(own, path + "." + TEXT_ENCODER, Role.ENCODER));
    if (encoder.isEmpty()
        || (extractor.isPresent() && chosenExtractor.isEmpty())
        || (text.isPresent() && textEncoder.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new SystemConfig(
            name,
            path,
            chosenExtractor.orElse(null),
            encoder.get(),
            textEncoder.orElse(null),
            folder,
            null));
  }

  private Optional<TaskConfig> task(String name, ConfigNode node) {
    String path = TASKS + "." + name;
    Optional<Keys> keys = mapping(node, path, TASK_KEYS);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    boolean heard = STAGES.stream().anyMatch(stage -> keys.get().get(stage).isPresent());
    Optional<String> ear = heard ? ear(keys.get(), path) : Optional.empty();
    checkWhoIsJudged(keys.get(), path, heard);
    Optional<Chosen> metric = components.required(keys.get(), METRIC, path, Role.METRIC);
    Optional<String> dataset = dataset(keys.get(), path, heard);
    Optional<SubsetOptions> reference = subset(keys.get(), REFERENCE, path);
    Optional<SubsetOptions> evaluated = subset(keys.get(), EVALUATED, path);
    String rows = heard ? GeneratorBinder.GENERATORS : SYSTEMS;
    PaperBinder paper = new PaperBinder(problems, names(rows));
    keys.get().get(PAPER).ifPresent(own -> paper.bind(own, path + "." + PAPER));
    if (metric.isEmpty() || dataset.isEmpty() || (heard && ear.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new TaskConfig(
            name,
            dataset.get(),
            metric.get(),
            keys.get().origin(),
            reference.orElse(null),
            evaluated.orElse(null),
            words(keys.get(), path).orElse(null),
            judged(keys.get(), path, heard),
            paper.measured(),
            paper.others(),
            ear.orElse(null)));
  }

  /** The encoder that a task names to hear generators. */
  private Optional<String> ear(Keys task, String path) {
    return stages(path, path, task).map(choice -> generators.keep(choice, names(SYSTEMS)));
  }

  private void checkWhoIsJudged(Keys task, String path, boolean heard) {
    if (heard && !generators.wanted()) {
      problems.add(
          task.origin(),
          path,
          "names an encoder, but there are no generators for it to hear; the encoder of a system stands in 'systems'");
    } else if (!heard && names(SYSTEMS).isEmpty() && generators.wanted()) {
      problems.add(
          task.origin(),
          path,
          "expected the key 'encoder' with the encoder that hears the clips of the generators");
    }
  }

  /** The systems that a task names; none if it judges all. */
  private List<String> judged(Keys task, String path, boolean heard) {
    ConfigNode node = task.get(SYSTEMS).orElse(null);
    if (node == null) {
      return List.of();
    }
    ConfigNode.Origin origin = task.originOf(SYSTEMS);
    if (heard) {
      problems.add(origin, path + "." + SYSTEMS, "stands in a task that judges generators");
      return List.of();
    }
    Keys only = new Keys(origin, Map.of(SYSTEMS, node), Map.of(SYSTEMS, origin));
    List<String> judged =
        records
            .bind(only, path, TaskOptions.DEFAULTS, Set.of())
            .map(TaskOptions::systems)
            .orElse(List.of());
    checkNames(judged, origin, path + "." + SYSTEMS, SYSTEMS);
    return judged;
  }

  private Optional<TextOptions> words(Keys task, String path) {
    ConfigNode node = task.get(TEXT).orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Value) {
      // A bare word is short for the source of that name.
      node = new Keys(node.origin(), Map.of("of", node), Map.of("of", node.origin()));
    }
    return mapping(node, path + "." + TEXT, Set.of("of", "template"))
        .flatMap(keys -> records.bind(keys, path + "." + TEXT, TextOptions.DEFAULTS, Set.of()));
  }

  /**
   * The data set of a task: the one it names, or the only one there is. What judges generators may
   * need none, which is an empty name.
   */
  private Optional<String> dataset(Keys task, String path, boolean heard) {
    List<String> names = datasetNames();
    Optional<String> named = text(task, DATASET, path + "." + DATASET);
    if (named.isPresent() && !names.contains(named.get())) {
      unknownDataset(task.originOf(DATASET), path + "." + DATASET, named.get());
      return Optional.empty();
    }
    if (heard && named.isEmpty() && names.size() != 1) {
      return Optional.of("");
    }
    if (task.get(DATASET).isEmpty() && names.size() > 1 && !namesItsSets(task)) {
      problems.add(
          task.origin(),
          path,
          "expected the key 'dataset' with one of " + String.join(", ", names));
      return Optional.empty();
    }
    return named.or(() -> names.stream().findFirst());
  }

  private static boolean namesItsSets(Keys task) {
    List<ConfigNode> sets =
        Stream.of(REFERENCE, EVALUATED).flatMap(key -> task.get(key).stream()).toList();
    return !sets.isEmpty()
        && sets.stream().allMatch(set -> set instanceof Keys own && own.get(DATASET).isPresent());
  }

  private List<String> datasetNames() {
    return names(DATASETS);
  }

  private List<String> names(String section) {
    return root.get(section).orElse(null) instanceof Keys named
        ? List.copyOf(named.entries().keySet())
        : List.of();
  }

  private void unknownDataset(ConfigNode.Origin origin, String path, String name) {
    problems.add(
        origin,
        path,
        "no data set is named '" + name + "'; " + Suggestions.among(name, datasetNames()));
  }

  private Optional<SubsetOptions> subset(Keys task, String key, String path) {
    ConfigNode node = task.get(key).orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Value || node instanceof Items) {
      // A bare name is short for the class of that name.
      node = new Keys(node.origin(), Map.of(LABELS, node), Map.of(LABELS, node.origin()));
    }
    Keys choices = labelled((Keys) node);
    Optional<SubsetOptions> subset =
        records.bind(choices, path + "." + key, SubsetOptions.DEFAULTS, Set.of());
    String dataset = subset.map(SubsetOptions::dataset).orElse("");
    if (!dataset.isEmpty() && !datasetNames().contains(dataset)) {
      unknownDataset(choices.originOf(DATASET), path + "." + key + "." + DATASET, dataset);
    }
    return subset;
  }

  /** An argument that reaches into a bare name makes it a {@code use}, which here is a label. */
  private static Keys labelled(Keys choices) {
    Optional<ConfigNode> name = choices.get(ComponentBinder.USE);
    if (name.isEmpty() || choices.get(LABELS).isPresent()) {
      return choices;
    }
    Map<String, ConfigNode> entries = new LinkedHashMap<>(choices.entries());
    Map<String, ConfigNode.Origin> keys = new LinkedHashMap<>(choices.keys());
    entries.remove(ComponentBinder.USE);
    entries.put(LABELS, name.get());
    keys.put(LABELS, choices.originOf(ComponentBinder.USE));
    return new Keys(choices.origin(), entries, keys);
  }

  private Optional<Keys> mapping(ConfigNode node, String path, Set<String> allowed) {
    if (!(node instanceof Keys keys)) {
      problems.add(node.origin(), path, "expected a mapping but was " + node.kind());
      return Optional.empty();
    }
    List<String> sorted = allowed.stream().sorted().toList();
    for (String key : keys.entries().keySet()) {
      if (!allowed.contains(key)) {
        problems.add(
            keys.originOf(key), path + "." + key, "unknown key; " + Suggestions.among(key, sorted));
      }
    }
    return Optional.of(keys);
  }

  private Optional<String> text(Keys keys, String key, String path) {
    Optional<ConfigNode> node = keys.get(key);
    if (node.isPresent() && node.get() instanceof Value value && !value.empty()) {
      return Optional.of(value.text());
    }
    node.ifPresent(
        other -> problems.add(other.origin(), path, "expected a text but was " + other.kind()));
    return Optional.empty();
  }
}
