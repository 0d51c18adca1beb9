package org.aulos.plugins.byola;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.Trainer;
import org.aulos.api.TrainingData;
import org.aulos.api.TrainingListener;
import org.aulos.nn.Adam;
import org.aulos.nn.TensorLogMel;
import org.aulos.nn.TrainingLoop;
import org.aulos.training.TrainingRun;

/** Trains BYOL-A, with the difference loss if it has a share. */
final class ByolaTrainer implements Trainer {
  private final String name;
  private final String version;
  private final ByolaTrainerOptions options;
  private final NDManager manager;

  /**
   * A trainer.
   *
   * @param name of the component
   * @param version of its plugin
   * @param manager decides the device; each run has one of its own below it
   */
  ByolaTrainer(String name, String version, ByolaTrainerOptions options, NDManager manager) {
    this.name = name;
    this.version = version;
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
    TrainingRun run =
        new TrainingRun(
            name, version, TrainingRun.values(options, "checkpoint-every"), data, listener);
    try (NDManager own = manager.newSubManager()) {
      Segments segments =
          new Segments(
              data, new TensorLogMel(options.frontEnd().options()), options.batchSize(), own);
      return train(data, segments, run, own);
    }
  }

  private Checkpoint train(TrainingData data, Segments segments, TrainingRun run, NDManager own) {
    Normalisation normalisation =
        run.latest()
            .map(checkpoint -> EncoderDocument.read(checkpoint).normalisation())
            .orElseGet(() -> segments.normalisation(options.normalisationSegments()));
    ByolaTrainee trainee = new ByolaTrainee(options, segments, normalisation, data.seed(), own);
    Adam adam = new Adam(Adam.Options.DEFAULTS, trainee.weights(), own);
    long steps = options.epochs() * segments.passes().steps();
    return run.train(
        new TrainingRun.Method(trainee, adam, step -> options.learningRate(), segments::clips),
        new TrainingLoop.Plan(steps, options.checkpointEvery()),
        Map.of(
            EncoderDocument.FILE, new EncoderDocument(options.frontEnd(), normalisation).toJson()),
        own);
  }
}
