package org.aulos.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.TrainingResult;
import org.aulos.runtime.bench.BenchConfig;
import org.aulos.runtime.bench.Seeded;
import org.aulos.runtime.bench.SystemTraining;
import org.aulos.runtime.bench.TrainedSystem;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.SystemConfig;
import org.aulos.runtime.train.TrainConfig;

/** The systems of a benchmark whose encoders are trained for it, in a store of trainings. */
final class TrainedSystems {
  private final BenchConfig config;
  private final Function<TrainConfig, TrainJob> jobs;
  private final Path store;
  private final Map<String, Integer> clips = new LinkedHashMap<>();
  private final List<RunRecord.Trained> records = new ArrayList<>();

  /**
   * The systems of a benchmark that have a training. All trainers are made and all data sets listed
   * once, so that what is wrong with the last shows before the first is trained.
   *
   * @param jobs makes a training ready
   * @param store where trainings are kept
   * @throws AulosException if a trainer or a data set cannot be made
   */
  TrainedSystems(BenchConfig config, Function<TrainConfig, TrainJob> jobs, Path store) {
    this.config = config;
    this.jobs = jobs;
    this.store = store;
    config
        .trainings()
        .forEach(
            (name, training) -> {
              try (TrainJob job = jobs.apply(training.config())) {
                clips.put(name, job.size());
              } catch (AulosException e) {
                throw told(name, e);
              }
            });
  }

  /** Whether a system is one of them. */
  boolean have(String name) {
    return clips.containsKey(name);
  }

  /** What a system is trained by and on, in a line for people. */
  String line(String name) {
    SystemTraining training = Objects.requireNonNull(config.trainings().get(name));
    List<Long> seeds =
        training.seeded() ? List.of(training.config().settings().seed()) : config.seeds();
    SystemConfig system = system(name);
    return "system %s: %s on %d clips of %s, seed %s -> %s"
        .formatted(
            name,
            training.config().trainer().key(),
            clips.get(name),
            training.config().dataset().key(),
            seeds.stream().map(String::valueOf).collect(Collectors.joining(", ")),
            system.encoder().key()
                + (system.sharesTraining() ? ", " + system.textEncoder().orElseThrow().key() : ""));
  }

  /** What the trainings took, in the order in which they were run. */
  List<RunRecord.Trained> records() {
    return List.copyOf(records);
  }

  /**
   * Trains what is not in the store, and assembles the systems.
   *
   * @param factory makes their components
   * @param command the command line, for the record
   * @throws AulosException if a training cannot be brought to its end, or an encoder does not take
   *     what it came to; names the system
   */
  Map<String, TrainedSystem> train(
      ComponentFactory factory, List<String> command, ProgressListener progress) {
    Map<String, TrainedSystem> systems = new LinkedHashMap<>();
    config
        .trainings()
        .forEach(
            (name, training) -> {
              try {
                systems.put(name, train(name, training, factory, command, progress));
              } catch (AulosException e) {
                throw told(name, e);
              }
            });
    return systems;
  }

  private TrainedSystem train(
      String name,
      SystemTraining training,
      ComponentFactory factory,
      List<String> command,
      ProgressListener progress) {
    Map<Long, TrainJob.Stored> stored = new LinkedHashMap<>();
    Seeded<Pipeline> pipelines =
        Seeded.make(
            config.seeds(),
            seed -> {
              TrainConfig own = training.under(seed);
              TrainJob.Stored trained =
                  stored.computeIfAbsent(
                      own.settings().seed(), same -> train(name, own, command, progress));
              return Pipeline.assemble(
                  config.named(system(name), seed).trainedTo(trained.checkpoint()),
                  factory.withSeed(seed));
            },
            pipeline -> pipeline.random() || !training.seeded());
    return new TrainedSystem(pipelines, result(training.config(), stored, system(name)));
  }

  private TrainJob.Stored train(
      String name, TrainConfig training, List<String> command, ProgressListener progress) {
    long seed = training.settings().seed();
    String stage = "training " + name + (config.seeds().size() > 1 ? ", seed " + seed : "");
    try (TrainJob job = jobs.apply(training)) {
      TrainJob.Stored stored = job.runIn(store, command, new TrainingStage(stage, progress));
      TrainRecord record = stored.record();
      progress.finished(
          stage,
          stored.anew()
              ? "%d steps in %.0f s".formatted(record.step(), record.seconds())
              : "found in the store");
      records.add(
          new RunRecord.Trained(
              name, seed, stored.folder().toString(), record.seconds(), stored.anew()));
      return stored;
    }
  }

  private static TrainingResult result(
      TrainConfig training, Map<Long, TrainJob.Stored> stored, SystemConfig system) {
    // The clips are the same under each seed.
    TrainRecord first = stored.values().iterator().next().record();
    Map<String, String> weights = new LinkedHashMap<>();
    stored.forEach((seed, own) -> weights.put(seed.toString(), own.record().weightsDigest()));
    return new TrainingResult(
        training.trainer().result(),
        training.dataset().result(),
        first.clips(),
        first.data(),
        first.threads(),
        first.step(),
        weights,
        system.sharesTraining());
  }

  private SystemConfig system(String name) {
    return Objects.requireNonNull(config.systems().get(name), name);
  }

  private AulosException told(String name, AulosException failure) {
    String text = system(name).path() + ".training: " + failure.getMessage();
    return failure instanceof OptionsException
        ? new OptionsException(text, failure)
        : new AulosException(text, failure);
  }
}
