package org.aulos.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it hears of a training, and stops it after a number of steps. */
final class Watched implements TrainingWatcher {
  final List<Progress> steps = new ArrayList<>();
  final List<Long> checkpoints = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private final int patience;

  private Watched(int patience) {
    this.patience = patience;
  }

  static Watched toTheEnd() {
    return new Watched(Integer.MAX_VALUE);
  }

  static Watched stoppingAfter(int steps) {
    return new Watched(steps);
  }

  @Override
  public void stepped(Progress progress) {
    steps.add(progress);
  }

  @Override
  public void saved(long step, Path checkpoint) {
    checkpoints.add(step);
  }

  @Override
  public boolean stopRequested() {
    return steps.size() >= patience;
  }

  @Override
  public void started(String stage, int total) {}

  @Override
  public void advanced(String stage, int done) {}

  @Override
  public void finished(String stage, String summary) {}

  @Override
  public void warned(String message) {
    warnings.add(message);
  }
}
