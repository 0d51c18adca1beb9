package org.aulos.nn;

/** How a network computes. */
public enum Mode {
  /** Running statistics, nothing dropped. */
  EVALUATION,
  /** Statistics of the batch, nothing dropped: for exact comparison. */
  TRAINING_WITHOUT_DROPOUT,
  /** Statistics of the batch, and dropout. */
  TRAINING
}
