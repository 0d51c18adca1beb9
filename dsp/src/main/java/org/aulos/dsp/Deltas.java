package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;
import static org.aulos.dsp.Arguments.requireRange;

/**
 * Derivatives of features over time, per frame and per frame squared: at each frame the first
 * derivative of a line, or the second of a parabola, fitted to its neighbours (A. Savitzky and M.
 * Golay, "Smoothing and differentiation of data by simplified least squares procedures", 1964).
 * Beyond the clip its first and last frames are repeated.
 */
public final class Deltas {

  private final double[] weights;

  /**
   * Derivatives of the given order.
   *
   * @param order 1 or 2
   * @param width frames that take part; odd, at least 3
   */
  public Deltas(int order, int width) {
    require(order == 1 || order == 2, "order 1 or 2", order);
    require(width >= 3 && width % 2 == 1, "an odd width >= 3", width);
    weights = order == 1 ? line(width) : parabola(width);
  }

  /** Weight of each frame that takes part, from the earliest to the latest; a copy. */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * The derivatives of features {@code [frames, bins]}, of the same shape.
   *
   * @throws IllegalArgumentException if {@code features} has fewer than {@code frames * bins}
   *     values
   */
  public float[] apply(float[] features, int frames, int bins) {
    require(frames >= 0 && bins >= 1, "frames >= 0 and bins >= 1", frames + " and " + bins);
    requireRange("features", 0, (long) frames * bins, features.length);
    float[] out = new float[frames * bins];
    int half = weights.length / 2;
    for (int t = 0; t < frames; t++) {
      for (int b = 0; b < bins; b++) {
        double sum = 0;
        for (int k = -half; k <= half; k++) {
          int neighbour = Math.max(0, Math.min(frames - 1, t + k));
          sum += weights[k + half] * features[neighbour * bins + b];
        }
        out[t * bins + b] = (float) sum;
      }
    }
    return out;
  }

  private static double[] line(int width) {
    int half = width / 2;
    double squares = powerSum(half, 2);
    double[] weights = new double[width];
    for (int k = -half; k <= half; k++) {
      weights[k + half] = k / squares;
    }
    return weights;
  }

  private static double[] parabola(int width) {
    int half = width / 2;
    double squares = powerSum(half, 2);
    double determinant = width * powerSum(half, 4) - squares * squares;
    double[] weights = new double[width];
    for (int k = -half; k <= half; k++) {
      weights[k + half] = 2 * (width * (double) k * k - squares) / determinant;
    }
    return weights;
  }

  /** Sum of {@code k^exponent} over {@code -half..half}, the exponent even. */
  private static double powerSum(int half, int exponent) {
    double sum = 0;
    for (int k = 1; k <= half; k++) {
      sum += 2 * Math.pow(k, exponent);
    }
    return sum;
  }
}
