package org.aulos.nn;

import java.io.IOException;

/**
 * Moves parameters against their gradients. Its state can be kept and restored. Not safe to use
 * from several threads.
 */
public interface Optimiser {
  /**
   * Moves every parameter against its gradient, which is zero afterwards; one without a gradient
   * stays where it is.
   *
   * @param step number of this step, from 1
   * @param rate learning rate of this step; 0 or more
   */
  void step(long step, double rate);

  /** What with the number of steps is all its state; may be empty. */
  StateDict toStateDict();

  /**
   * Goes on from this state.
   *
   * @throws WeightsException if it is that of other parameters
   * @throws IOException if it cannot be read
   */
  void set(StateDict state) throws IOException;
}
