package org.aulos.plugins.byola;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.CheckpointException;
import org.aulos.api.Provenance;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;
import org.aulos.nn.Adam;
import org.aulos.nn.CheckpointFolder;
import org.aulos.nn.NonFiniteLossException;
import org.aulos.nn.TensorLogMel;
import org.aulos.nn.TrainingLoop;

/** Trains BYOL-A, with the difference loss if it has a share. */
final class ByolaTrainer implements Trainer {
  private static final String FOLDER = "checkpoints";

  private final String name;
  private final ByolaTrainerOptions options;
  private final NDManager manager;

  /**
   * A trainer.
   *
   * @param name of the component
   * @param manager decides the device; each run has one of its own below it
   */
  ByolaTrainer(String name, ByolaTrainerOptions options, NDManager manager) {
    this.name = name;
    this.options = options;
    this.manager = manager;
  }

  @Override
  public Checkpoint train(TrainingData data, TrainingListener listener) {
    if (data.dataset().clips().size() < 2) {
      throw new AulosException(
          "%s learns from batches of two clips or more, but the data set has %d"
              .formatted(name, data.dataset().clips().size()));
    }
    try (NDManager own = manager.newSubManager()) {
      Segments segments =
          new Segments(
              data, new TensorLogMel(options.frontEnd().options()), options.batchSize(), own);
      return train(data, segments, listener, own);
    } catch (IOException e) {
      throw new CheckpointException(data.directory() + ": " + e.getMessage(), e);
    }
  }

  private Checkpoint train(
      TrainingData data, Segments segments, TrainingListener listener, NDManager own)
      throws IOException {
    Path directory = data.directory().resolve(FOLDER);
    Provenance provenance = provenance(data);
    Optional<Path> latest = CheckpointFolder.latest(directory);
    Normalisation normalisation =
        latest.isPresent()
            ? EncoderDocument.read(latest.get()).normalisation()
            : segments.normalisation(options.normalisationSegments());
    CheckpointFolder checkpoints =
        new CheckpointFolder(
            directory,
            provenance,
            Map.of(
                EncoderDocument.FILE,
                new EncoderDocument(options.frontEnd(), normalisation).toJson()));
    ByolaTrainee trainee = new ByolaTrainee(options, segments, normalisation, data.seed(), own);
    Adam adam = new Adam(Adam.Options.DEFAULTS, trainee.weights(), own);
    TrainingLoop loop =
        new TrainingLoop(trainee, adam, step -> options.learningRate(), checkpoints, own);
    long steps = options.epochs() * segments.stepsInPass();
    try {
      long step =
          loop.run(
              new TrainingLoop.Plan(steps, options.checkpointEvery()),
              watcher(listener, steps, provenance));
      Path last = CheckpointFolder.latest(directory).orElseThrow();
      return new Checkpoint(last, step, provenance);
    } catch (NonFiniteLossException e) {
      throw new AulosException(
          "%s cannot go on: %s. The batch held %s. Look for silence or damage in these clips, or lower learning-rate (%s)."
              .formatted(
                  name,
                  e.getMessage(),
                  String.join(", ", segments.clips(e.step())),
                  options.learningRate()),
          e);
    }
  }

  private static TrainingLoop.Watcher watcher(
      TrainingListener listener, long steps, Provenance provenance) {
    return new TrainingLoop.Watcher() {
      @Override
      public void onStep(long step, Map<String, Double> losses) {
        listener.onStep(step, steps, losses);
      }

      @Override
      public void onCheckpoint(long step, Path folder) {
        listener.onCheckpoint(new Checkpoint(folder, step, provenance));
      }

      @Override
      public boolean stopRequested() {
        return listener.stopRequested();
      }
    };
  }

  private Provenance provenance(TrainingData data) {
    Map<String, String> values = new LinkedHashMap<>();
    AugmentationOptions augmentation = options.augmentation();
    values.put("front-end", options.frontEnd().name());
    values.put("version", options.version().name());
    values.put("width", String.valueOf(options.width()));
    values.put("difference", String.valueOf(options.difference()));
    values.put("augmentation", augmentation.toString());
    values.put("epochs", String.valueOf(options.epochs()));
    values.put("batch-size", String.valueOf(options.batchSize()));
    values.put("learning-rate", String.valueOf(options.learningRate()));
    values.put("decay", String.valueOf(options.decay()));
    values.put("projector-hidden", String.valueOf(options.projectorHidden()));
    values.put("projector-output", String.valueOf(options.projectorOutput()));
    values.put("normalisation-segments", String.valueOf(options.normalisationSegments()));
    return new Provenance(
        "trainer:" + name,
        ByolaPlugin.version(),
        values,
        data.seed(),
        data.fingerprint(),
        List.of());
  }
}
