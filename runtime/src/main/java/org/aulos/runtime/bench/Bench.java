package org.aulos.runtime.bench;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Framing;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.DatasetResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.BenchResult.SystemResult;
import org.aulos.runtime.BenchResult.TaskResult;
import org.aulos.runtime.BenchResult.Unscored;
import org.aulos.runtime.Cost;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunRecord;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.pipeline.ClipEmbeddings;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.EmbeddingPass;
import org.aulos.runtime.pipeline.Pipeline;
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
      EmbeddingPass pass) {
    this.config = config;
    this.datasets = datasets;
    this.pipelines = pipelines;
    this.metrics = metrics;
    this.pass = pass;
    Problems problems = new Problems();
    for (TaskConfig task : config.tasks().values()) {
      Evidence.check(task, metric(task).first(), name -> dataset(name).clips(), problems);
    }
    problems.throwIfAny();
  }

  /** What was configured. */
  public BenchConfig config() {
    return config;
  }

  /** The data sets that tasks use, in the order of the configuration. */
  public Map<String, Dataset> datasets() {
    Set<String> used = new LinkedHashSet<>();
    config.tasks().values().forEach(task -> used.addAll(task.datasets()));
    Map<String, Dataset> ordered = new LinkedHashMap<>();
    config.datasets().keySet().stream()
        .filter(used::contains)
        .forEach(name -> ordered.put(name, dataset(name)));
    return ordered;
  }

  /** The systems, in the order of the configuration; those that are random for the first seed. */
  public List<Pipeline> systems() {
    return seededSystems().stream().map(Seeded::first).toList();
  }

  private List<Seeded<Pipeline>> seededSystems() {
    return config.systems().keySet().stream()
        .map(name -> Objects.requireNonNull(pipelines.get(name)))
        .toList();
  }

  /**
   * What a benchmark found.
   *
   * @param result the numbers and how they were obtained
   * @param samples what was found for each clip
   * @param passes how fast each data set was processed
   * @param costs what the vectors of each system cost
   * @param clips the clips that were read, by data set
   */
  public record Outcome(
      BenchResult result,
      List<SampleResult> samples,
      List<RunRecord.Pass> passes,
      List<Cost> costs,
      Map<String, List<Clip>> clips) {}

  /**
   * Runs every system on every task.
   *
   * @throws AulosException if a data set cannot be read at all, or no metric can judge
   */
  public Outcome run(ProgressListener progress) {
    Map<String, EmbeddingPass.Outcome> embedded = new LinkedHashMap<>();
    List<Pipeline> all =
        seededSystems().stream().flatMap(system -> system.variants().stream()).toList();
    datasets()
        .forEach(
            (name, dataset) -> embedded.put(name, pass.run(name, dataset.clips(), all, progress)));
    List<Cell> cells = score(embedded, progress);
    cells.stream().flatMap(cell -> cell.gap().stream()).forEach(gap -> progress.warned(said(gap)));
    if (!cells.isEmpty() && cells.stream().allMatch(cell -> cell.gap().isPresent())) {
      throw new AulosException("there is no score; " + said(cells.get(0).gap().orElseThrow()));
    }
    return new Outcome(
        result(embedded, cells),
        cells.stream().flatMap(cell -> cell.samples().stream()).toList(),
        embedded.entrySet().stream().map(entry -> pass(entry.getKey(), entry.getValue())).toList(),
        Costs.of(seededSystems(), embedded.values()),
        clips(embedded));
  }

  private static String said(Unscored gap) {
    return "task '%s', system '%s': %s".formatted(gap.task(), gap.system(), gap.problem());
  }

  /** A task, a system, and the scores it gets or why there are none. */
  private record Cell(
      TaskConfig task, Pipeline system, @Nullable Replicates scored, @Nullable String problem) {
    Optional<Unscored> gap() {
      return Optional.ofNullable(problem).map(why -> new Unscored(task.name(), system.name(), why));
    }

    List<SampleResult> samples() {
      return scored == null ? List.of() : scored.samples(task.name(), system.name());
    }

    Optional<ScoreResult> scoreResult() {
      return Optional.ofNullable(scored)
          .map(
              scores -> scores.result(task.name(), system.name(), task.paper().get(system.name())));
    }
  }

  /**
   * Metrics are deterministic and share nothing, so cells are judged side by side and put in order
   * afterwards.
   */
  private List<Cell> score(Map<String, EmbeddingPass.Outcome> embedded, ProgressListener progress) {
    List<Seeded<Pipeline>> systems = seededSystems();
    List<TaskConfig> tasks = List.copyOf(config.tasks().values());
    int count = tasks.size() * systems.size();
    progress.started(SCORING, count);
    Map<Integer, Cell> cells = new ConcurrentHashMap<>();
    onWorkers(
        count,
        i -> {
          TaskConfig task = tasks.get(i / systems.size());
          Seeded<Pipeline> system = systems.get(i % systems.size());
          cells.put(i, cell(task, system, embedded));
          progress.advanced(SCORING, cells.size());
        });
    progress.finished(SCORING, count + (count == 1 ? " score" : " scores"));
    List<Cell> ordered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ordered.add(Objects.requireNonNull(cells.get(i)));
    }
    return ordered;
  }

  /** Parallel streams stay in the pool that runs them, so metrics keep to the workers too. */
  private void onWorkers(int count, IntConsumer work) {
    ForkJoinPool workers = new ForkJoinPool(config.settings().workerCount());
    try {
      workers.submit(() -> IntStream.range(0, count).parallel().forEach(work)).join();
    } finally {
      workers.shutdownNow();
    }
  }

  private Cell cell(
      TaskConfig task, Seeded<Pipeline> system, Map<String, EmbeddingPass.Outcome> embedded) {
    Seeded<Metric<?>> metric = metric(task);
    int runs = metric.varies() || system.varies() ? config.seeds().size() : 1;
    List<Score> scores = new ArrayList<>();
    try {
      for (int seed = 0; seed < runs; seed++) {
        scores.add(score(task, metric.under(seed), system.under(seed), embedded));
      }
      return new Cell(task, system.first(), new Replicates(config.seeds(), scores), null);
    } catch (AulosException | IllegalArgumentException e) {
      // What a metric refuses, its evidence or a score that is no number, comes of data and
      // options.
      String seed = runs > 1 ? "under seed " + config.seeds().get(scores.size()) + ": " : "";
      return new Cell(task, system.first(), null, seed + e.getMessage());
    }
  }

  private Score score(
      TaskConfig task,
      Metric<?> metric,
      Pipeline system,
      Map<String, EmbeddingPass.Outcome> embedded) {
    Evidence.Gathered evidence =
        Evidence.gather(
            task, metric, name -> Objects.requireNonNull(embedded.get(name), name), system);
    Score score = judge(metric, evidence.value());
    for (String warning : evidence.warnings()) {
      score = score.withWarning(warning);
    }
    return score.withSignature(complete(score, metric, task, system, embedded));
  }

  private static <E> Score judge(Metric<E> metric, Object evidence) {
    return metric.score(metric.evidenceType().cast(evidence));
  }

  /** Adds to a metric's signature what only the runtime knows. */
  private static Signature complete(
      Score score,
      Metric<?> metric,
      TaskConfig task,
      Pipeline system,
      Map<String, EmbeddingPass.Outcome> embedded) {
    Signature complete = score.signature();
    // Of two sets the reference is the ruler, and what is laid against it is the judged; a set
    // alone is judged by a ruler that the metric has itself.
    if (metric.evidenceType() != EmbeddingSet.class) {
      String data = task.reference().map(task::dataset).orElse(task.dataset());
      String fingerprint = Objects.requireNonNull(embedded.get(data), data).fingerprint();
      complete = complete.with("data", fingerprint.substring(0, 16));
    }
    if (Evidence.isOfMeans(metric)) {
      complete = complete.with("pooling", ClipEmbeddings.POOLING);
    } else {
      complete =
          complete.with("windows", system.framing().map(Framing::toString).orElse("whole clips"));
    }
    Optional<TextOptions> words = Evidence.words(task, metric);
    if (words.isPresent()) {
      complete = complete.with("text", words.get().toString().replace('|', ';'));
    }
    complete = complete.with("n", score.n()).with("resampler", ClipReader.RESAMPLER);
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

  private BenchResult result(Map<String, EmbeddingPass.Outcome> embedded, List<Cell> cells) {
    Map<String, DatasetResult> datasetResults = new LinkedHashMap<>();
    embedded.forEach((name, data) -> datasetResults.put(name, datasetResult(name, data)));
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
        systemResults,
        taskResults,
        cells.stream().flatMap(cell -> cell.scoreResult().stream()).toList(),
        cells.stream().flatMap(cell -> cell.gap().stream()).toList());
  }

  private DatasetResult datasetResult(String name, EmbeddingPass.Outcome data) {
    return new DatasetResult(
        Objects.requireNonNull(config.datasets().get(name)).result(),
        data.clips().size(),
        data.audioSeconds(),
        dataset(name).classes(),
        data.fingerprint(),
        data.failures());
  }

  private static SystemResult systemResult(Pipeline system) {
    return new SystemResult(
        system.config().extractor().map(Chosen::result).orElse(null),
        system.config().encoder().result(),
        system.config().textEncoder().map(Chosen::result).orElse(null),
        system.audioFormat().sampleRate(),
        system.audioFormat().channels(),
        system.dimension());
  }

  private static TaskResult taskResult(TaskConfig task) {
    return new TaskResult(
        task.dataset(),
        task.metric().result(),
        task.reference().map(SubsetOptions::toString).orElse(null),
        task.evaluated().map(SubsetOptions::toString).orElse(null),
        task.published());
  }

  private static RunRecord.Pass pass(String name, EmbeddingPass.Outcome data) {
    return new RunRecord.Pass(
        name,
        data.clips().size(),
        data.cached(),
        data.computed(),
        data.audioSeconds(),
        data.seconds());
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
