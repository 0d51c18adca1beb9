package org.aulos.runtime;

import java.nio.file.Path;

/** A training as a stage of a longer job, whose units are steps. */
final class TrainingStage implements TrainingWatcher {
  private final String name;
  private final ProgressListener job;
  private long first;

  /** A stage of that name. */
  TrainingStage(String name, ProgressListener job) {
    this.name = name;
    this.job = job;
  }

  @Override
  public void stepped(Progress progress) {
    if (first == 0) {
      // What was taken before an interruption says nothing of the time that is left.
      first = progress.step();
      job.started(name, Math.toIntExact(progress.steps() - first + 1));
    }
    job.advanced(name, Math.toIntExact(progress.step() - first + 1));
  }

  @Override
  public void saved(long step, Path checkpoint) {}

  @Override
  public boolean stopRequested() {
    return false;
  }

  @Override
  public void started(String stage, int total) {
    job.started(name + ": " + stage, total);
  }

  @Override
  public void advanced(String stage, int done) {
    job.advanced(name + ": " + stage, done);
  }

  @Override
  public void finished(String stage, String summary) {
    job.finished(name + ": " + stage, summary);
  }

  @Override
  public void warned(String message) {
    job.warned(name + ": " + message);
  }
}
