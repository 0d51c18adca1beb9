package org.aulos.nn;

import java.util.Map;

/** A loss is infinite or no number. The weights are still those of the step before. */
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long step;

  /** At a step, with all its losses. */
  public NonFiniteLossException(long step, Map<String, Double> losses) {
    super("the losses of step " + step + " are " + losses);
    this.step = step;
  }

  /** Number of the step, from 1. */
  public long step() {
    return step;
  }
}
