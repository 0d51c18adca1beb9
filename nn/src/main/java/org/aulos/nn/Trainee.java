package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.Map;

/** What a {@link TrainingLoop} trains: weights, and the losses by which they learn. */
public interface Trainee {
  /** What the optimiser moves. */
  Weights weights();

  /**
   * The losses of a step on its examples, single numbers by name; the first is minimised. All
   * randomness follows from the number of the step, so that a run can begin anywhere.
   *
   * @param step number of the step, from 1
   */
  Map<String, NDArray> losses(long step);

  /** The optimiser has moved the weights. */
  default void moved(long step) {}

  /** What the world wants of the weights, under the official names. */
  StateDict published();

  /** What is needed to go on besides the weights and the optimiser's moments. */
  StateDict state();

  /**
   * Goes on from this state.
   *
   * @throws IOException if it cannot be read or does not fit
   */
  void restore(StateDict state) throws IOException;
}
