package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Arrays in memory of the engine's own. An array made over values of Java lies where Java put them,
 * at an address of less alignment; matrix products and logarithms round differently there, so that
 * the same run would not give the same bits twice. And the engine may still read it for a gradient
 * when Java has long freed it.
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

  /**
   * A number as an operand where gradients are recorded, as in {@code
   * x.mul(EngineArrays.scalar(x.getManager(), 2))}. The binding makes {@code x.mul(2)} a product
   * with an array over four bytes of Java, which it lets go at once; the gradient reads them later.
   *
   * @param manager owns it
   * @return float32 without axes
   */
  public static NDArray scalar(NDManager manager, double value) {
    return of(manager, new float[] {(float) value}, new Shape());
  }
}
