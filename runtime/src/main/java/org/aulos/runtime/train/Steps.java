package org.aulos.runtime.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.AulosException;
import org.aulos.api.Checkpoint;
import org.aulos.api.Reconstruction;
import org.aulos.api.TrainingListener;
import org.aulos.runtime.TrainingWatcher;

/** Writes down the steps of a training and what it shows, and tells whoever watches. */
final class Steps implements TrainingListener {
  /** Share of a new loss in the smoothed one. */
  private static final double NEW = 0.1;

  private final TrainFolder folder;
  private final LossLog log;
  private final DecodedAhead data;
  private final long epochs;
  private final TrainingWatcher watcher;
  private final Map<String, Double> smoothed = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private long step;
  private long steps;
  private long first;
  private long firstTime;
  private boolean stopped;

  /**
   * Steps of a run.
   *
   * @param folder of the run
   * @param epochs passes planned; 0 if the trainer does not count them
   */
  Steps(TrainFolder folder, LossLog log, DecodedAhead data, long epochs, TrainingWatcher watcher) {
    this.folder = folder;
    this.log = log;
    this.data = data;
    this.epochs = epochs;
    this.watcher = watcher;
  }

  @Override
  public void onStep(long step, long steps, Map<String, Double> losses) {
    if (!losses.values().stream().allMatch(Double::isFinite)) {
      throw new AulosException(
          "the losses of step %d are %s: training cannot go on; lower the learning rate, or look for damaged clips. The checkpoints are sound"
              .formatted(step, losses));
    }
    long now = System.nanoTime();
    log.add(step, (now - start) / 1e9, losses);
    losses.forEach(
        (name, loss) -> smoothed.merge(name, loss, (old, own) -> old + NEW * (own - old)));
    this.step = step;
    this.steps = steps;
    if (first == 0) {
      first = step;
      firstTime = now;
    }
    watcher.stepped(
        new TrainingWatcher.Progress(
            step,
            steps,
            epochs == 0 ? 0 : (step * epochs + steps - 1) / steps,
            epochs,
            new LinkedHashMap<>(smoothed),
            data.delivered() / ((now - start) / 1e9),
            // The first step is left out: it waits for the first clips.
            step == first
                ? Double.NaN
                : (now - firstTime) / 1e9 / (step - first) * (steps - step)));
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    log.force();
    watcher.saved(checkpoint.step(), checkpoint.directory());
  }

  @Override
  public void onReconstructions(long step, List<Reconstruction> examples) {
    try {
      KeptReconstructions.write(folder, step, examples);
    } catch (AulosException e) {
      // The weights are what the run is for; examples that cannot be kept are not worth them.
      watcher.warned("examples were not kept: " + e.getMessage());
    }
  }

  @Override
  public boolean stopRequested() {
    stopped |= watcher.stopRequested();
    return stopped;
  }

  /** Steps planned; 0 if none was taken. */
  long planned() {
    return steps;
  }

  /** Whether the trainer was told to stop before the last step that it had planned. */
  boolean stoppedEarly() {
    return stopped && step < steps;
  }
}
