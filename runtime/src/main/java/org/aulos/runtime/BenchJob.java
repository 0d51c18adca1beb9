package org.aulos.runtime;

import com.google.inject.Injector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aulos.api.Dataset;
import org.aulos.runtime.bench.Bench;
import org.aulos.runtime.bench.BenchConfig;
import org.aulos.runtime.bench.KeptClips;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.TemporaryFolder;
import org.aulos.runtime.pipeline.TensorRuntime;
import org.aulos.runtime.train.TrainConfig;

/** A benchmark that is ready to run. */
public final class BenchJob implements AutoCloseable {
  /** Holds the clips of each generator in a folder of its name. */
  private static final String GENERATED = "generated";

  private final BenchConfig config;
  private final Injector injector;
  private final TrainedSystems trained;
  private final Bench bench;

  /**
   * A benchmark of everything that can be made without training.
   *
   * @param injector composes it without the systems that have a training
   * @param jobs makes such a training ready
   */
  BenchJob(BenchConfig config, Injector injector, Function<TrainConfig, TrainJob> jobs) {
    this.config = config;
    this.injector = injector;
    this.bench = injector.getInstance(Bench.class);
    this.trained = new TrainedSystems(config, jobs, injector.getInstance(Places.class).trainings());
  }

  /** What it would do, in lines for people. */
  public List<String> plan() {
    List<String> lines = new ArrayList<>();
    lines.add(config.title());
    for (Map.Entry<String, Dataset> entry : bench.datasets().entrySet()) {
      Dataset dataset = entry.getValue();
      lines.add(
          "data set %s: %d clips, %d classes"
              .formatted(entry.getKey(), dataset.clips().size(), dataset.classes().size()));
    }
    Map<String, String> systems =
        bench.systems().stream().collect(Collectors.toMap(Pipeline::name, BenchJob::line));
    for (String name : config.systems().keySet()) {
      lines.add(
          trained.have(name)
              ? trained.line(name)
              : Objects.requireNonNull(systems.get(name), name));
    }
    lines.addAll(bench.generators());
    lines.addAll(bench.tasks());
    if (config.seeds().size() > 1) {
      lines.add("what is random, under each of the seeds " + config.seeds());
    }
    return lines;
  }

  private static String line(Pipeline system) {
    String extractor =
        system.config().extractor().map(Chosen::key).map(key -> key + " -> ").orElse("");
    return "system %s: %s -> %s%s -> %d values"
        .formatted(
            system.name(),
            system.audioFormat(),
            extractor,
            system.config().encoder().key(),
            system.dimension());
  }

  /** The whole benchmark, with the systems that had to be trained first. */
  private Bench whole(List<String> command, ProgressListener progress) {
    return config.trainings().isEmpty()
        ? bench
        : bench.with(
            config, trained.train(injector.getInstance(ComponentFactory.class), command, progress));
  }

  /**
   * Runs it and writes nothing but what is kept for other runs.
   *
   * @throws org.aulos.api.AulosException if a data set cannot be read at all, or a metric cannot
   *     judge
   */
  public BenchResult run(ProgressListener progress) {
    try (TemporaryFolder generated = TemporaryFolder.create()) {
      return whole(List.of(), progress).run(generated.path(), progress).result();
    }
  }

  /**
   * Runs it and writes everything into a folder.
   *
   * @param folder where results go; created if it is not there
   * @param command the command line, for the record
   * @param progress hears how far it has come
   * @throws org.aulos.api.AulosException if a data set cannot be read at all, a metric cannot
   *     judge, or the folder cannot be written
   */
  public RunDirectory run(Path folder, List<String> command, ProgressListener progress) {
    Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long start = System.nanoTime();
    RunDirectory run = RunDirectory.create(folder); // before the work, lest it be for nothing
    Bench.Outcome outcome = whole(command, progress).run(folder.resolve(GENERATED), progress);
    String digest = run.write(outcome.result());
    Catalog catalog = injector.getInstance(Catalog.class);
    run.write(new Provenances(catalog).of(outcome.result()));
    run.writeSamples(outcome.samples());
    ResultTable table = ResultTable.of(outcome.result());
    AtomicFiles.write(
        folder.resolve("table.md"), table.markdown().getBytes(StandardCharsets.UTF_8));
    AtomicFiles.write(folder.resolve("table.csv"), table.csv().getBytes(StandardCharsets.UTF_8));
    AtomicFiles.write(folder.resolve("table.tex"), table.latex().getBytes(StandardCharsets.UTF_8));
    List<RunRecord.KeptClip> kept =
        injector.getInstance(KeptClips.class).keep(outcome.clips(), folder, progress);
    TensorRuntime tensors = injector.getInstance(TensorRuntime.class);
    RunSettings settings = config.settings();
    RunRecord record =
        new RunRecord(
            started.toString(),
            (System.nanoTime() - start) / 1e9,
            command,
            Machine.describe(),
            tensors.deviceName(),
            settings.workerCount(),
            settings.batchSize(),
            tensors.engines(),
            Provenances.added(catalog),
            outcome.passes(),
            outcome.costs(),
            PeakMemory.ofThisProcess(),
            trained.records(),
            outcome.generations(),
            digest,
            kept);
    run.write(record);
    CostTable costs = new CostTable(outcome.result().scores(), record);
    AtomicFiles.write(
        folder.resolve("costs.md"), costs.markdown().getBytes(StandardCharsets.UTF_8));
    AtomicFiles.write(folder.resolve("costs.csv"), costs.csv().getBytes(StandardCharsets.UTF_8));
    run.renderReport();
    return run;
  }

  @Override
  public void close() {
    injector.getInstance(TensorRuntime.class).close();
  }
}
