package org.aulos.runtime;

import java.nio.file.Path;
import java.util.Map;

/** Hears of a training and may end it. Steps are told on the training thread. */
public interface TrainingWatcher extends ProgressListener {
  /**
   * How far a training has come.
   *
   * @param step steps taken
   * @param steps steps planned
   * @param epoch pass over the data that the step belongs to, from 1; 0 if the trainer does not
   *     count passes
   * @param epochs passes planned; 0 likewise
   * @param losses each loss by name, smoothed over the last steps
   * @param clipsPerSecond clips learned from in a second, in this process
   * @param secondsLeft time left, if it goes on as it did; NaN after the first step
   */
  record Progress(
      long step,
      long steps,
      long epoch,
      long epochs,
      Map<String, Double> losses,
      double clipsPerSecond,
      double secondsLeft) {}

  /** A step was taken. */
  void stepped(Progress progress);

  /** A checkpoint was written, whole and durable. */
  void saved(long step, Path checkpoint);

  /** Whether to stop; the trainer is asked after each step, and writes a checkpoint first. */
  boolean stopRequested();
}
