package org.aulos.api;

import java.util.Map;

/** Hears of a training run while it goes on. Called on the training thread; must return quickly. */
public interface TrainingListener {
  /**
   * A step was taken.
   *
   * @param step optimiser steps taken so far
   * @param steps optimiser steps planned in all
   * @param losses each loss by name
   */
  void onStep(long step, long steps, Map<String, Double> losses);

  /** A checkpoint was written, whole and durable. */
  void onCheckpoint(Checkpoint checkpoint);

  /** Whether the user asked to stop; the trainer then writes a checkpoint and returns it. */
  boolean stopRequested();
}
