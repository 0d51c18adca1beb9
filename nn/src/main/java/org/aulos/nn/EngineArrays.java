package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Arrays in memory of the engine's own. An array made over values of Java lies where Java put them,
 * at an address of less alignment; matrix products and logarithms round differently there, so that
 * the same run would not give the same bits twice.
 */
public final class EngineArrays {
  private EngineArrays() {}

  /**
   * A float32 array of the given values.
   *
   * @param manager owns it
   * @param values row-major, as many as the shape holds
   */
  public static NDArray of(NDManager manager, float[] values, Shape shape) {
    try (NDArray over = manager.create(values, shape)) {
      return over.duplicate();
    }
  }
}
