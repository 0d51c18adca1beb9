package org.aulos.runtime.train;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.Dataset;
import org.aulos.api.Trainer;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.TrainingWatcher;
import org.aulos.runtime.config.RecordBinder;
import org.aulos.runtime.pipeline.ClipReader;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.Workers;
import org.aulos.runtime.plugin.ForeignCode;

/** One training: its trainer, its data set, and the threads that decode. */
public final class Training implements AutoCloseable {
  private final TrainConfig config;
  private final RunSettings settings;
  private final Dataset dataset;
  private final ComponentFactory.Made<Trainer> trainer;
  private final ClipReader reader;
  private final ExecutorService workers;

  /** A training of the given parts. */
  @Inject
  public Training(
      TrainConfig config,
      RunSettings settings,
      Dataset dataset,
      ComponentFactory.Made<Trainer> trainer,
      ClipReader reader) {
    this.config = config;
    this.settings = settings;
    this.dataset = dataset;
    this.trainer = trainer;
    this.reader = reader;
    this.workers = Workers.start(settings.workerCount());
  }

  /**
   * What a training came to.
   *
   * @param checkpoint the last
   * @param steps steps planned
   * @param finished whether it has come to its end
   */
  public record Outcome(Checkpoint checkpoint, long steps, boolean finished) {}

  /** What was configured. */
  public TrainConfig config() {
    return config;
  }

  /** Clips of the data set, those that cannot be read included. */
  public int size() {
    return dataset.clips().size();
  }

  /** Digests of the files that the trainer opened, and whatever else it was lent, by name. */
  public Map<String, String> inputs() {
    return trainer.inputs();
  }

  /**
   * The clips to learn from; every file is read once.
   *
   * @throws AulosException if no clip is left, or one cannot be read and the settings are strict
   */
  public ReadableClips clips(ProgressListener progress) {
    return ReadableClips.of(dataset, settings, reader, workers, progress);
  }

  /**
   * Trains until the end, or until the watcher asks to stop.
   *
   * @param folder of the run
   * @param log its steps
   * @throws AulosException if the clips do not suit the trainer, one proves damaged, or the loss
   *     ceases to be finite
   */
  public Outcome run(Path folder, LossLog log, ReadableClips clips, TrainingWatcher watcher) {
    DecodedAhead data =
        new DecodedAhead(
            clips, folder, settings.seed(), reader, workers, config.settings().memoryBytes());
    Steps steps = new Steps(new TrainFolder(folder), log, data, epochs(), watcher);
    Checkpoint checkpoint =
        ForeignCode.within(
            trainer.component().getClass().getClassLoader(),
            () -> trainer.component().train(data, steps));
    return new Outcome(
        checkpoint, Math.max(steps.planned(), checkpoint.step()), !steps.stoppedEarly());
  }

  /** Passes that the trainer plans, if it has an option of that name; otherwise 0. */
  private long epochs() {
    Object epochs = RecordBinder.values(config.trainer().options()).get("epochs");
    return epochs instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    Workers.settle(workers);
  }
}
