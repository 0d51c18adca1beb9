package org.aulos.runtime.bench;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.DatasetResult;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.BenchResult.SystemResult;
import org.aulos.runtime.BenchResult.TaskResult;
import org.aulos.runtime.BenchResult.TrainingResult;
import org.aulos.runtime.BenchResult.Unscored;
import org.aulos.runtime.Cost;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunRecord;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.pipeline.ClipEmbeddings;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark, assembled: every data set listed, every system and metric made, nothing read yet.
 */
public final class Bench {
  private static final String SCORING = "scores";

  private final BenchConfig config;
  private final Map<String, Dataset> datasets;
  private final Map<String, Seeded<Pipeline>> pipelines;
  private final Map<String, Seeded<Metric<?>>> metrics;
  private final EmbeddingPass pass;
  private final Contestants contestants;
  private final Generation generation;
  private final List<Entrant> entrants;
  private final Map<String, TrainingResult> trainings = new HashMap<>();

  /**
   * A benchmark of the given parts.
   *
   * @throws org.aulos.api.OptionsException holding every task that its data set cannot serve
   */
  @Inject
  public Bench(
      BenchConfig config,
      Map<String, Dataset> datasets,
      Map<String, Seeded<Pipeline>> pipelines,
      Map<String, Seeded<Metric<?>>> metrics,
      EmbeddingPass pass,
      Contestants contestants,
      Generation generation) {
    this.config = config;
    this.datasets = datasets;
    this.pipelines = pipelines;
    this.metrics = metrics;
    this.pass = pass;
    this.contestants = contestants;
    this.generation = generation;
    this.entrants = contestants.entrants();
    Problems problems = new Problems();
    // What suits one suits all of a task: they are judged on the same clips or the same prompts.
    for (TaskConfig task : config.tasks().values()) {
      Evidence.check(
          contestants.asPut(task).get(0), metric(task).first(), contestants::dataset, problems);
    }
    for (Entrant entrant : entrants) {
      TaskConfig task = entrant.tasks().first();
      Evidence.checkSpace(task, metric(task).first(), entrant.ears().first(), problems);
    }
    problems.throwIfAny();
  }

  /**
   * This benchmark with the systems whose encoders had to be trained first.
   *
   * @param whole what was configured, these systems included
   * @param trained these systems by name
   */
  public Bench with(BenchConfig whole, Map<String, TrainedSystem> trained) {
    Map<String, Seeded<Pipeline>> all = new HashMap<>(pipelines);
    trained.forEach((name, system) -> all.put(name, system.pipelines()));
    Bench bench =
        new Bench(whole, datasets, all, metrics, pass, contestants.with(whole, all), generation);
    trained.forEach((name, system) -> bench.trainings.put(name, system.training()));
    return bench;
  }

  /** What was configured. */
  public BenchConfig config() {
    return config;
  }

  /** The data sets that tasks use, in the order of the configuration. */
  public Map<String, Dataset> datasets() {
    Set<String> used =
        config.tasks().values().stream().flatMap(this::datasets).collect(Collectors.toSet());
    Map<String, Dataset> ordered = new LinkedHashMap<>();
    config.datasets().keySet().stream()
        .filter(used::contains)
        .forEach(name -> ordered.put(name, dataset(name)));
    return ordered;
  }

  /** The systems, in the order of the configuration; those that are random for the first seed. */
  public List<Pipeline> systems() {
    return config.systems().keySet().stream().map(name -> pipeline(name).first()).toList();
  }

  /** The generators, in a line for people each, and what users should know of them. */
  public List<String> generators() {
    return contestants.lines();
  }

  /** The tasks, in a line for people each. */
  public List<String> tasks() {
    List<String> lines = new ArrayList<>();
    for (TaskConfig task : config.tasks().values()) {
      lines.add(
          "task %s: %s on %s%s"
              .formatted(
                  task.name(),
                  task.metric().key(),
                  datasets(task).distinct().collect(Collectors.joining(", ")),
                  task.ear().map(ear -> ", heard by " + ear).orElse("")));
    }
    return lines;
  }

  /** Names of the data sets, and of the clips of generators, that a task judges. */
  private Stream<String> datasets(TaskConfig task) {
    return contestants.asPut(task).stream().flatMap(own -> own.datasets().stream());
  }

  private Seeded<Pipeline> pipeline(String name) {
    return Objects.requireNonNull(pipelines.get(name), name);
  }

  /**
   * What a benchmark found.
   *
   * @param result the numbers and how they were obtained
   * @param samples what was found for each clip
   * @param passes how fast each data set was processed
   * @param costs what each system and each generator cost
   * @param generations how fast each generator was
   * @param clips the clips that were read, by data set
   */
  public record Outcome(
      BenchResult result,
      List<SampleResult> samples,
      List<RunRecord.Pass> passes,
      List<Cost> costs,
      List<RunRecord.Generated> generations,
      Map<String, List<Clip>> clips) {}

  /** What has come of the clips so far. */
  private record Heard(
      Map<String, EmbeddingPass.Outcome> embedded,
      Map<String, Generation.Outcome> made,
      Map<String, String> lost) {
    /** The clips of a data set or a generator, as they were read. */
    EmbeddingPass.Outcome data(String name) {
      String problem = lost.get(name);
      if (problem != null) {
        throw new AulosException(problem);
      }
      return Objects.requireNonNull(embedded.get(name), name);
    }
  }

  /**
   * Runs every system and every generator on every task.
   *
   * @param generated where the clips of generators go, a folder for each
   * @throws AulosException if a data set cannot be read at all, or no metric can judge
   */
  public Outcome run(Path generated, ProgressListener progress) {
    contestants.remarks().forEach(progress::warned);
    Heard heard = new Heard(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashMap<>());
    datasets()
        .forEach(
            (name, dataset) ->
                heard.embedded().put(name, pass.run(name, dataset, listeners(name), progress)));
    contestants
        .asked()
        .forEach((name, clips) -> generate(name, clips, generated.resolve(name), heard, progress));
    List<Cell> cells = score(heard, progress);
    cells.stream().flatMap(cell -> cell.gap().stream()).forEach(gap -> progress.warned(said(gap)));
    if (!cells.isEmpty() && cells.stream().allMatch(cell -> cell.gap().isPresent())) {
      throw new AulosException("there is no score; " + said(cells.get(0).gap().orElseThrow()));
    }
    Map<String, EmbeddingPass.Outcome> embedded = heard.embedded();
    return new Outcome(
        result(heard, cells),
        cells.stream().flatMap(cell -> cell.samples().stream()).toList(),
        embedded.entrySet().stream().map(entry -> pass(entry.getKey(), entry.getValue())).toList(),
        costs(heard),
        heard.made().entrySet().stream()
            .map(entry -> generated(entry.getKey(), entry.getValue()))
            .toList(),
        clips(embedded));
  }

  private List<Cost> costs(Heard heard) {
    List<Seeded<Pipeline>> systems =
        config.systems().keySet().stream().map(this::pipeline).toList();
    List<Cost> costs = new ArrayList<>(Costs.of(systems, heard.embedded().values()));
    costs.addAll(contestants.costs(heard.made()));
    return costs;
  }

  /** Everything that makes vectors of some clips. */
  private List<Pipeline> listeners(String data) {
    return entrants.stream()
        .filter(entrant -> entrant.datasets().anyMatch(data::equals))
        .flatMap(entrant -> entrant.ears().variants().stream())
        .distinct()
        .toList();
  }

  /** A generator that fails costs its own scores, not those of the others. */
  private void generate(
      String name, List<Clip> asked, Path folder, Heard heard, ProgressListener progress) {
    double seconds = contestants.prompts().map(Prompts::seconds).orElseThrow();
    Generation.Outcome made = generation.run(name, asked, seconds, folder, progress);
    heard.made().put(name, made);
    if (made.clips().isEmpty()) {
      heard
          .lost()
          .put(
              name,
              "it answered none of %d prompts; the first problem: %s"
                  .formatted(asked.size(), made.failures().get(0).problem()));
      return;
    }
    try {
      heard.embedded().put(name, pass.run(name, made::clips, listeners(name), progress));
    } catch (AulosException e) {
      if (config.settings().strict()) {
        throw e;
      }
      heard.lost().put(name, String.valueOf(e.getMessage()));
    }
  }

  private static String said(Unscored gap) {
    return "task '%s', system '%s': %s".formatted(gap.task(), gap.system(), gap.problem());
  }

  /** Who is judged by which task, and the scores or why there are none. */
  private record Cell(Entrant entrant, @Nullable Replicates scored, @Nullable String problem) {
    Optional<Unscored> gap() {
      return Optional.ofNullable(problem)
          .map(why -> new Unscored(entrant.task(), entrant.name(), why));
    }

    List<SampleResult> samples() {
      return scored == null ? List.of() : scored.samples(entrant.task(), entrant.name());
    }

    Optional<ScoreResult> scoreResult() {
      PaperResult paper = entrant.tasks().first().paper().get(entrant.name());
      return Optional.ofNullable(scored)
          .map(scores -> scores.result(entrant.task(), entrant.name(), paper));
    }
  }

  /**
   * Metrics are deterministic and share nothing, so cells are judged side by side and put in order
   * afterwards.
   */
  private List<Cell> score(Heard heard, ProgressListener progress) {
    int count = entrants.size();
    progress.started(SCORING, count);
    long start = System.nanoTime();
    Map<Integer, Cell> cells = new ConcurrentHashMap<>();
    Workers.sideBySide(
        config.settings().workerCount(),
        count,
        i -> {
          cells.put(i, cell(entrants.get(i), heard));
          progress.advanced(SCORING, cells.size());
        });
    progress.finished(
        SCORING,
        "%d %s in %.1f s"
            .formatted(count, count == 1 ? "score" : "scores", (System.nanoTime() - start) / 1e9));
    List<Cell> ordered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ordered.add(Objects.requireNonNull(cells.get(i)));
    }
    return ordered;
  }

  private Cell cell(Entrant entrant, Heard heard) {
    Seeded<Metric<?>> metric = metric(entrant.tasks().first());
    int runs = metric.varies() || entrant.varies() ? config.seeds().size() : 1;
    List<Score> scores = new ArrayList<>();
    try {
      for (int seed = 0; seed < runs; seed++) {
        scores.add(score(entrant, seed, metric.under(seed), heard));
      }
      return new Cell(entrant, new Replicates(config.seeds(), scores), null);
    } catch (AulosException | IllegalArgumentException e) {
      // What a metric refuses, its evidence or a score that is no number, comes of data and
      // options.
      String seed = runs > 1 ? "under seed " + config.seeds().get(scores.size()) + ": " : "";
      return new Cell(entrant, null, seed + e.getMessage());
    }
  }

  private Score score(Entrant entrant, int seed, Metric<?> metric, Heard heard) {
    TaskConfig task = entrant.tasks().under(seed);
    Pipeline ears = entrant.ears().under(seed);
    Evidence.Gathered evidence = Evidence.gather(task, metric, heard::data, ears);
    Score score = Judge.score(metric, evidence.value());
    for (String warning : evidence.warnings()) {
      score = score.withWarning(warning);
    }
    Signature signature = withData(score.signature(), metric, entrant, task, heard);
    return score.withSignature(complete(signature, score.n(), metric, task, ears));
  }

  /** Adds the data that the score is measured by: a data set, or what generators were asked for. */
  private Signature withData(
      Signature signature, Metric<?> metric, Entrant entrant, TaskConfig task, Heard heard) {
    Signature complete = signature;
    // Of two sets the reference is the ruler, and what is laid against it is the judged; a set
    // alone is judged by a ruler that the metric has itself.
    boolean alone = metric.evidenceType() == EmbeddingSet.class;
    if (!alone && (task.reference().isPresent() || !entrant.generator())) {
      String data = task.reference().map(task::dataset).orElse(task.dataset());
      complete = complete.with("data", beginning(heard.data(data).fingerprint()));
    }
    if (entrant.generator()) {
      String asked = contestants.prompts().map(Prompts::fingerprint).orElseThrow();
      complete = complete.with("prompts", beginning(asked));
    }
    return complete;
  }

  private static String beginning(String fingerprint) {
    return fingerprint.substring(0, 16);
  }

  /** Adds how the runtime prepared what the metric judges. */
  private static Signature complete(
      Signature signature, int n, Metric<?> metric, TaskConfig task, Pipeline system) {
    Signature complete = signature;
    if (Evidence.isOfMeans(metric)) {
      complete = complete.with("pooling", ClipEmbeddings.POOLING);
    } else {
      complete = complete.with("windows", system.windows());
    }
    Optional<TextOptions> words = Evidence.words(task, metric);
    if (words.isPresent()) {
      complete = complete.with("text", words.get().toString().replace('|', ';'));
    }
    complete = complete.with("n", n).with("resampler", ClipReader.RESAMPLER);
    if (task.reference().isPresent() && task.evaluated().isPresent()) {
      complete =
          complete
              .with("reference-clips", choice(task.reference().get()))
              .with("evaluated-clips", choice(task.evaluated().get()));
    }
    return complete.with("runtime", AulosVersion.current());
  }

  /** A choice of clips in a signature, which cannot hold the bar that a label may. */
  private static String choice(SubsetOptions subset) {
    return subset.toString().replace("%", "%25").replace("|", "%7C");
  }

  private BenchResult result(Heard heard, List<Cell> cells) {
    Map<String, DatasetResult> datasetResults = new LinkedHashMap<>();
    datasets()
        .keySet()
        .forEach(
            name ->
                datasetResults.put(
                    name,
                    heard
                        .data(name)
                        .result(
                            Objects.requireNonNull(config.datasets().get(name)).result(),
                            dataset(name))));
    Map<String, SystemResult> systemResults = new LinkedHashMap<>();
    systems().forEach(system -> systemResults.put(system.name(), systemResult(system)));
    Map<String, TaskResult> taskResults = new LinkedHashMap<>();
    config.tasks().forEach((name, task) -> taskResults.put(name, taskResult(task)));
    return new BenchResult(
        BenchResult.FORMAT,
        config.name(),
        config.title(),
        AulosVersion.current(),
        config.settings().seed(),
        config.seeds(),
        datasetResults,
        sources(),
        systemResults,
        contestants.results(heard.made(), heard.embedded()),
        contestants.promptsResult(),
        taskResults,
        cells.stream().flatMap(cell -> cell.scoreResult().stream()).toList(),
        cells.stream().flatMap(cell -> cell.gap().stream()).toList());
  }

  private Map<String, ComponentResult> sources() {
    Map<String, ComponentResult> sources = new LinkedHashMap<>();
    config.sources().forEach((name, chosen) -> sources.put(name, chosen.result()));
    return sources;
  }

  private SystemResult systemResult(Pipeline system) {
    return system.result(trainings.get(system.name()));
  }

  private TaskResult taskResult(TaskConfig task) {
    return new TaskResult(
        task.dataset(),
        task.metric().result(),
        task.reference().map(SubsetOptions::toString).orElse(null),
        task.evaluated().map(SubsetOptions::toString).orElse(null),
        task.published(),
        task.ear().map(ear -> systemResult(pipeline(ear).first())).orElse(null));
  }

  private static RunRecord.Generated generated(String name, Generation.Outcome made) {
    return new RunRecord.Generated(
        name, made.clips().size(), made.times().audioSeconds(), made.times().seconds());
  }

  private static RunRecord.Pass pass(String name, EmbeddingPass.Outcome data) {
    return new RunRecord.Pass(
        name,
        data.clips().size(),
        data.cached(),
        data.computed(),
        data.audioSeconds(),
        data.seconds(),
        data.work());
  }

  private static Map<String, List<Clip>> clips(Map<String, EmbeddingPass.Outcome> embedded) {
    Map<String, List<Clip>> clips = new LinkedHashMap<>();
    embedded.forEach((name, data) -> clips.put(name, data.clips()));
    return clips;
  }

  private Dataset dataset(String name) {
    return Objects.requireNonNull(datasets.get(name), name);
  }

  private Seeded<Metric<?>> metric(TaskConfig task) {
    return Objects.requireNonNull(metrics.get(task.name()), task.name());
  }
}
