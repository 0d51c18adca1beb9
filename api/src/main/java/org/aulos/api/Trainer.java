package org.aulos.api;

/**
 * Learns a model from examples. The same data, options and seed give the same weights, interrupted
 * or not.
 */
public interface Trainer {
  /**
   * Trains until the planned number of steps, or until the listener asks to stop.
   *
   * @param data examples, seed and run directory
   * @param listener hears of every step and checkpoint
   * @return the last checkpoint
   * @throws AulosException if the data do not suit the method, or the loss ceases to be finite (the
   *     offending clips are named)
   */
  Checkpoint train(TrainingData data, TrainingListener listener);
}
