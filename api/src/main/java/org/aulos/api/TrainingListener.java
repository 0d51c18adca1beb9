package org.aulos.api;

import java.util.List;
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

  /**
   * Some examples were tried on the weights that a checkpoint holds. A trainer that can show what
   * its model hears and makes of it tells so after {@link #onCheckpoint}; these examples take the
   * place of those that it told before.
   *
   * @param step optimiser steps of the checkpoint
   * @param examples a few short ones: pictures and sounds are kept, for people to look at
   */
  default void onReconstructions(long step, List<Reconstruction> examples) {}

  /** Whether the user asked to stop; the trainer then writes a checkpoint and returns it. */
  boolean stopRequested();
}
