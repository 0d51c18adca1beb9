package org.aulos.runtime;

import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.Provenance;
import org.aulos.runtime.config.ConfigSource;
import org.aulos.runtime.pipeline.TensorRuntime;
import org.aulos.runtime.report.TrainingReport;
import org.aulos.runtime.train.LossLog;
import org.aulos.runtime.train.ReadableClips;
import org.aulos.runtime.train.TrainConfig;
import org.aulos.runtime.train.TrainFolder;
import org.aulos.runtime.train.Training;

/** A training that is ready to begin, or to go on. */
public final class TrainJob implements AutoCloseable {
  /** The option, a path, by which an encoder takes the checkpoint that a training has come to. */
  public static final String ENCODER_OPTION = "weights";

  /** The file of a checkpoint that holds the weights. */
  private static final String WEIGHTS = "weights.safetensors";

  private final Injector injector;
  private final Training training;
  private final TensorRuntime tensors;

  TrainJob(Injector injector) {
    this.injector = injector;
    this.training = injector.getInstance(Training.class);
    this.tensors = injector.getInstance(TensorRuntime.class);
  }

  /** The keys of its configuration: {@code trainer}, {@code dataset} and the settings. */
  public static Set<String> keys() {
    return TrainConfig.keys();
  }

  /** Whether a training has begun in a folder. */
  public static boolean hasBegunIn(Path folder) {
    return new TrainFolder(folder).begun();
  }

  /** That a training has begun in a folder in which another one is to begin. */
  public static OptionsException begunAlready(Path folder) {
    return new OptionsException(
        "%s holds a training already; add --resume to go on, or name another folder"
            .formatted(folder));
  }

  /** Renders the page of the training in a folder, finished or not; returns the file. */
  public static Path renderReport(Path folder) {
    return TrainingReport.render(new TrainFolder(folder));
  }

  /**
   * The configuration of the training that has begun in a folder.
   *
   * @throws OptionsException if none has
   */
  public static Configuration begunIn(Path folder) {
    return Configuration.read(new TrainFolder(folder).configuration());
  }

  /**
   * Trains, and writes everything into a folder: what the trainer keeps, {@code losses.jsonl},
   * {@code train.yaml}, {@code provenance.json}, {@code run.json}, {@code report.html}, and the
   * examples that the trainer shows. A training that is finished already is left as it is.
   *
   * @param folder of the run
   * @param resume whether to go on with the training that has begun there
   * @param command the command line, for the record
   * @param watcher hears of every step, and may end it
   * @throws OptionsException if the folder holds a training and {@code resume} is false, or the
   *     other way round, or one with other options
   * @throws AulosException if the data have changed since, do not suit the trainer, or cannot be
   *     read, or if the loss ceases to be finite; what the trainer has kept stays
   */
  public TrainRecord run(
      Path folder, boolean resume, List<String> command, TrainingWatcher watcher) {
    TrainFolder place = new TrainFolder(folder);
    Optional<TrainRecord> before = before(place, resume);
    if (before.isPresent() && before.get().finished()) {
      return before.get();
    }
    before.ifPresent(record -> warnOfThreads(record, watcher));
    return train(place, () -> training.clips(watcher), command, watcher);
  }

  /** What a training in a store of trainings came to: where, how, and whether it was needed. */
  record Stored(Path folder, TrainRecord record, boolean anew) {
    Path checkpoint() {
      return folder.resolve(record.checkpoint());
    }
  }

  /**
   * Trains in that folder of a store whose name follows from all that decides the weights: from the
   * trainer with its options and files, clips, seed, code, engine, device and threads. One that is
   * finished there is left as it is, one that was interrupted goes on.
   *
   * @throws AulosException as {@link #run}, or if the watcher asked to stop
   */
  Stored runIn(Path store, List<String> command, TrainingWatcher watcher) {
    ReadableClips clips = training.clips(watcher);
    TrainFolder place = new TrainFolder(store.resolve(address(clips)));
    Optional<TrainRecord> before = place.record().filter(TrainRecord::finished);
    TrainRecord record = before.orElseGet(() -> train(place, () -> clips, command, watcher));
    return new Stored(place.path(), record, before.isEmpty());
  }

  private String address(ReadableClips clips) {
    TrainConfig config = training.config();
    return Digests.sha256(
        String.join(
            "|",
            config.recipe(),
            new TreeMap<>(training.inputs()).toString(),
            clips.fingerprint(),
            config.trainer().entry().source().codeDigest(),
            CodeOrigin.ofAulos(),
            tensors.engines() + " " + tensors.device().getDeviceType(),
            tensors.operationThreads() + " threads"));
  }

  /** Clips of its data set, those that cannot be read included. */
  int size() {
    return training.size();
  }

  private TrainRecord train(
      TrainFolder place,
      Supplier<ReadableClips> data,
      List<String> command,
      TrainingWatcher watcher) {
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    try (LossLog log = LossLog.open(place.path())) {
      place.write(training.config());
      ReadableClips clips = data.get();
      requireSameData(place, clips);
      place.write(provenance(clips));
      Training.Outcome outcome = training.run(place.path(), log, clips, watcher);
      place.write(record(place.path(), started, clips, outcome, command));
    }
    TrainingReport.render(place);
    return place.record().orElseThrow();
  }

  private Optional<TrainRecord> before(TrainFolder place, boolean resume) {
    if (!resume) {
      if (place.begun()) {
        throw begunAlready(place.path());
      }
      return Optional.empty();
    }
    Path file = place.configuration();
    place.requireSame(
        TrainConfig.bind(
            ConfigSource.read(file), place.path(), injector.getInstance(Catalog.class)),
        training.config());
    return place.record();
  }

  private void warnOfThreads(TrainRecord before, TrainingWatcher watcher) {
    if (before.threads() != tensors.operationThreads() || !before.device().equals(deviceName())) {
      watcher.warned(
          "this run used %d threads within an operation on %s, now %d on %s: the last digits may differ from those of a run that was not interrupted"
              .formatted(
                  before.threads(), before.device(), tensors.operationThreads(), deviceName()));
    }
  }

  private String deviceName() {
    return tensors.deviceName();
  }

  private static void requireSameData(TrainFolder place, ReadableClips clips) {
    place
        .provenance()
        .filter(before -> !before.data().equals(clips.fingerprint()))
        .ifPresent(
            before -> {
              throw new AulosException(
                  "the data have changed since the training in %s began; restore them, or train into another folder"
                      .formatted(place.path()));
            });
  }

  /** The trainer and the data set behind the run. */
  private Provenance provenance(ReadableClips clips) {
    TrainConfig config = training.config();
    long seed = config.settings().seed();
    Provenances provenances = new Provenances(injector.getInstance(Catalog.class));
    Map<String, String> circumstances = new LinkedHashMap<>();
    circumstances.put("device", deviceName());
    circumstances.put("threads", String.valueOf(tensors.operationThreads()));
    return new Provenance(
        "train:" + config.trainer().entry().component().name(),
        AulosVersion.current(),
        circumstances,
        seed,
        clips.fingerprint(),
        List.of(
            provenances.of(config.trainer().result(), seed, clips.fingerprint(), List.of()),
            provenances.of(config.dataset().result(), seed, clips.fingerprint(), List.of())));
  }

  private TrainRecord record(
      Path folder,
      String started,
      ReadableClips clips,
      Training.Outcome outcome,
      List<String> command) {
    Path checkpoint = outcome.checkpoint().directory();
    List<LossLog.Line> lines = LossLog.read(folder);
    return new TrainRecord(
        training.config().trainer().key(),
        started,
        lines.isEmpty() ? 0 : lines.get(lines.size() - 1).seconds(),
        outcome.checkpoint().step(),
        outcome.steps(),
        outcome.finished(),
        folder.toAbsolutePath().relativize(checkpoint.toAbsolutePath()).toString(),
        weightsDigest(checkpoint),
        clips.clips().size(),
        clips.leftOut(),
        clips.fingerprint(),
        command,
        Machine.describe(),
        deviceName(),
        training.config().settings().flow().workerCount(),
        tensors.operationThreads(),
        tensors.engines(),
        Provenances.added(injector.getInstance(Catalog.class)));
  }

  private static String weightsDigest(Path checkpoint) {
    Path weights = checkpoint.resolve(WEIGHTS);
    try {
      return Files.isRegularFile(weights) ? Digests.sha256(weights) : "";
    } catch (IOException e) {
      throw new AulosException("cannot read " + weights + ": " + e, e);
    }
  }

  @Override
  public void close() {
    training.close();
    tensors.close();
  }
}
