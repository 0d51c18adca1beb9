package org.aulos.runtime.bench;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.aulos.api.AudioFormat;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Generator;
import org.aulos.api.Metric;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.Prompt;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.BenchResult.GeneratorResult;
import org.aulos.runtime.BenchResult.PromptsResult;
import org.aulos.runtime.Cost;
import org.aulos.runtime.pipeline.ComputeTimes;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.TensorRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Who is judged in a benchmark: its systems, by the tasks that name no encoder, and its generators,
 * by those that do. The clips of a generator take the place of a data set that bears its name, or
 * of one for each seed if there are several.
 */
public final class Contestants {
  private final BenchConfig config;
  private final Map<String, Dataset> datasets;
  private final Map<String, Seeded<Pipeline>> pipelines;
  private final Map<String, Seeded<Metric<?>>> metrics;
  private final Map<String, Generator> generators;
  private final @Nullable Prompts prompts;
  private final Map<String, List<Clip>> asked = new LinkedHashMap<>();

  /**
   * Contestants of the given parts.
   *
   * @throws org.aulos.api.AulosException if the prompts cannot be read
   */
  @Inject
  public Contestants(
      BenchConfig config,
      Map<String, Dataset> datasets,
      Map<String, Seeded<Pipeline>> pipelines,
      Map<String, Seeded<Metric<?>>> metrics,
      Map<String, Generator> generators,
      TensorRuntime tensors) {
    this.config = config;
    this.datasets = datasets;
    this.pipelines = pipelines;
    this.metrics = metrics;
    this.generators = generators;
    this.prompts =
        config.generators().any()
            ? Prompts.of(config.generators(), name -> Objects.requireNonNull(datasets.get(name)))
                .limited(config.settings().limit())
            : null;
    for (String name : config.generators().choices().keySet()) {
      for (long seed : config.seeds()) {
        asked.put(clipsOf(name, seed), answers(name, seed, tensors));
      }
    }
  }

  private Contestants(
      Contestants other, BenchConfig config, Map<String, Seeded<Pipeline>> pipelines) {
    this.config = config;
    this.pipelines = pipelines;
    this.datasets = other.datasets;
    this.metrics = other.metrics;
    this.generators = other.generators;
    this.prompts = other.prompts;
    this.asked.putAll(other.asked);
  }

  /** These contestants with further systems. */
  Contestants with(BenchConfig whole, Map<String, Seeded<Pipeline>> all) {
    return new Contestants(this, whole, all);
  }

  private List<Clip> answers(String name, long seed, TensorRuntime tensors) {
    Prompts all = Objects.requireNonNull(prompts);
    return all.items().stream()
        .map(
            item ->
                item.answer(
                    new GeneratedAudio(
                        name,
                        generator(name),
                        item.prompt(),
                        all.seconds(),
                        seed,
                        tensors.manager())))
        .toList();
  }

  /** What the clips of a generator are called among the data sets. */
  private String clipsOf(String generator, long seed) {
    return config.seeds().size() == 1 ? generator : generator + ", seed " + seed;
  }

  /** Everyone by every task that judges them: tasks first, in the order of the configuration. */
  List<Entrant> entrants() {
    List<Entrant> all = new ArrayList<>();
    for (TaskConfig task : config.tasks().values()) {
      if (task.ear().isPresent()) {
        Seeded<Pipeline> ears = pipeline(task.ear().get());
        config
            .generators()
            .choices()
            .keySet()
            .forEach(name -> all.add(Entrant.generator(name, heard(task, name), ears)));
      } else {
        config.systems().keySet().stream()
            .filter(task::judges)
            .forEach(name -> all.add(Entrant.system(task, pipeline(name))));
      }
    }
    return all;
  }

  /** A task as it is put to its systems, or to each of the generators whose clips it hears. */
  List<TaskConfig> asPut(TaskConfig task) {
    return task.ear().isEmpty()
        ? List.of(task)
        : config.generators().choices().keySet().stream()
            .flatMap(name -> heard(task, name).stream())
            .toList();
  }

  private List<TaskConfig> heard(TaskConfig task, String generator) {
    Class<?> evidence = Objects.requireNonNull(metrics.get(task.name())).first().evidenceType();
    TextOptions words =
        evidence == PairedEmbeddings.class
            ? new TextOptions(Objects.requireNonNull(prompts).words(), TextOptions.WORDS)
            : null;
    return config.seeds().stream()
        .map(seed -> task.heard(clipsOf(generator, seed), evidence == EmbeddingSets.class, words))
        .toList();
  }

  /** A data set, or the clips that a generator is asked for. */
  Dataset dataset(String name) {
    List<Clip> generated = asked.get(name);
    return generated != null ? () -> generated : Objects.requireNonNull(datasets.get(name), name);
  }

  /** What generators are asked for, by the name that their clips have among the data sets. */
  Map<String, List<Clip>> asked() {
    return asked;
  }

  /** What users should know of the generators before they run, in whole sentences. */
  List<String> remarks() {
    List<Prompt> all =
        prompts == null ? List.of() : prompts.items().stream().map(Prompts.Item::prompt).toList();
    List<String> remarks = new ArrayList<>();
    config
        .generators()
        .choices()
        .keySet()
        .forEach(
            name -> generator(name).remarks(all).forEach(text -> remarks.add(name + ": " + text)));
    return remarks;
  }

  /** The generators, in a line for people each, and what users should know of them. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    config
        .generators()
        .choices()
        .forEach(
            (name, chosen) ->
                lines.add(
                    "generator %s: %s, %d prompts of %s s -> %s"
                        .formatted(
                            name,
                            chosen.key(),
                            Objects.requireNonNull(prompts).items().size(),
                            prompts.seconds(),
                            generator(name).audioFormat())));
    remarks().forEach(text -> lines.add("! " + text));
    return lines;
  }

  /** The prompts, if there are generators. */
  Optional<Prompts> prompts() {
    return Optional.ofNullable(prompts);
  }

  /** The prompts as results tell them, if there are generators. */
  @Nullable PromptsResult promptsResult() {
    return prompts == null
        ? null
        : new PromptsResult(prompts.items().size(), prompts.seconds(), prompts.fingerprint());
  }

  /**
   * The generators as results tell them.
   *
   * @param made what they have made, by the name of their clips
   * @param heard what could be read of it again
   */
  Map<String, GeneratorResult> results(
      Map<String, Generation.Outcome> made, Map<String, EmbeddingPass.Outcome> heard) {
    Map<String, GeneratorResult> results = new LinkedHashMap<>();
    config
        .generators()
        .choices()
        .forEach(
            (name, chosen) -> {
              List<ClipFailure> failures = new ArrayList<>();
              List<String> fingerprints = new ArrayList<>();
              int clips = 0;
              double seconds = 0;
              for (long seed : config.seeds()) {
                Generation.Outcome own = Objects.requireNonNull(made.get(clipsOf(name, seed)));
                EmbeddingPass.Outcome read = heard.get(clipsOf(name, seed));
                failures.addAll(own.failures());
                clips += own.clips().size();
                seconds += own.times().audioSeconds();
                if (read != null) {
                  failures.addAll(read.failures());
                  clips -= read.failures().size();
                  fingerprints.add(read.fingerprint());
                }
              }
              AudioFormat format = generator(name).audioFormat();
              OptionalLong parameters = generator(name).parameters();
              results.put(
                  name,
                  new GeneratorResult(
                      chosen.result(),
                      format.sampleRate(),
                      format.channels(),
                      parameters.isPresent() ? parameters.getAsLong() : null,
                      clips,
                      seconds,
                      String.join("+", fingerprints),
                      failures));
            });
    return results;
  }

  /**
   * What the audio of each generator cost, under all seeds.
   *
   * @param made what they have made, by the name of their clips
   */
  List<Cost> costs(Map<String, Generation.Outcome> made) {
    List<Cost> costs = new ArrayList<>();
    for (String name : config.generators().choices().keySet()) {
      ComputeTimes times = ComputeTimes.NONE;
      for (long seed : config.seeds()) {
        times = times.and(Objects.requireNonNull(made.get(clipsOf(name, seed))).times());
      }
      costs.add(Costs.of(name, generator(name), times));
    }
    return costs;
  }

  private Generator generator(String name) {
    return Objects.requireNonNull(generators.get(name), name);
  }

  private Seeded<Pipeline> pipeline(String name) {
    return Objects.requireNonNull(pipelines.get(name), name);
  }
}
