package org.aulos.nn;

import java.util.Map;

/**
 * A loss, or a gradient of it, is infinite or no number. The weights are still those of the step
 * before.
 */
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long step;

  /**
   * At a step.
   *
   * @param numbers the losses by name, or what is known of the gradients
   */
  public NonFiniteLossException(long step, Map<String, Double> numbers) {
    super("step " + step + " gives " + numbers);
    this.step = step;
  }

  /** Number of the step, from 1. */
  public long step() {
    return step;
  }
}
