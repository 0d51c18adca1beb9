package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;

/**
 * Mean and standard deviation of the log-mel values that a network was trained on, by which its
 * input is normalised.
 *
 * @param mean in nepers of power
 * @param deviation in nepers; above 0
 */
record Normalisation(double mean, double deviation) {
  Normalisation {
    if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "expected a mean and a deviation above 0 but were " + mean + " and " + deviation);
    }
  }

  NDArray apply(NDArray x) {
    return x.sub(mean).div(deviation);
  }
}
