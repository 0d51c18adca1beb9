package org.aulos.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.aulos.api.Checkpoint;
import org.aulos.api.TrainingListener;

/** Writes down what a trainer tells, and asks it to stop after a number of steps. */
final class TrainingDiary implements TrainingListener {
  private final long patience;
  private final List<Long> steps = new ArrayList<>();
  private final List<Map<String, Double>> losses = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private long planned;

  private TrainingDiary(long patience) {
    this.patience = patience;
  }

  static TrainingDiary untilTheEnd() {
    return new TrainingDiary(Long.MAX_VALUE);
  }

  static TrainingDiary stoppingAfter(long steps) {
    return new TrainingDiary(steps);
  }

  @Override
  public void onStep(long step, long steps, Map<String, Double> losses) {
    planned = steps;
    this.steps.add(step);
    this.losses.add(Map.copyOf(losses));
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  @Override
  public boolean stopRequested() {
    return steps.size() >= patience;
  }

  /** Steps that the trainer planned, as it said last. */
  long planned() {
    return planned;
  }

  /** The number of each step, in the order of telling. */
  List<Long> steps() {
    return steps;
  }

  /** The losses of each step. */
  List<Map<String, Double>> losses() {
    return losses;
  }

  List<Checkpoint> checkpoints() {
    return checkpoints;
  }
}
