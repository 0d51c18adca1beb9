package org.aulos.dsp;

import java.util.function.DoubleUnaryOperator;

/** Window functions. */
public final class Windows {

  private Windows() {}

  /**
   * Periodic Hann window of {@code size} samples, {@code 0.5 - 0.5 cos(2 pi i / size)}: the one for
   * spectra.
   *
   * @throws IllegalArgumentException if {@code size} is less than 1
   */
  public static float[] hann(int size) {
    return raisedCosine(size, size, 0.5);
  }

  /**
   * Periodic Hamming window of {@code size} samples, {@code 0.54 - 0.46 cos(2 pi i / size)}.
   *
   * @throws IllegalArgumentException if {@code size} is less than 1
   */
  public static float[] hamming(int size) {
    return raisedCosine(size, size, 0.54);
  }

  /**
   * Symmetric Hann window of {@code size} samples, zero at both ends: {@code 0.5 - 0.5 cos(2 pi i /
   * (size - 1))}. A window of one sample is 1.
   *
   * @throws IllegalArgumentException if {@code size} is less than 1
   */
  public static float[] hannSymmetric(int size) {
    return raisedCosine(size, size - 1, 0.5);
  }

  /**
   * Kaiser window as a function of the position, which is -1 at the left end, 0 in the middle, 1 at
   * the right end: {@code I0(beta sqrt(1 - position^2)) / I0(beta)}, and 0 beyond the ends.
   *
   * @param beta trade of side lobes against width, at least 0; 0 gives a rectangle
   * @throws IllegalArgumentException if {@code beta} is negative
   */
  public static DoubleUnaryOperator kaiser(double beta) {
    Arguments.require(beta >= 0, "beta >= 0", beta);
    double peak = besselI0(beta);
    return position -> {
      double inside = 1 - position * position;
      return inside < 0 ? 0 : besselI0(beta * Math.sqrt(inside)) / peak;
    };
  }

  /**
   * Kaiser's beta for side lobes {@code decibels} below the main lobe; {@code decibels} greater
   * than 50 (J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function",
   * 1974).
   *
   * @throws IllegalArgumentException if {@code decibels} is 50 or less
   */
  public static double kaiserBeta(double decibels) {
    Arguments.require(decibels > 50, "an attenuation greater than 50 dB", decibels);
    return 0.1102 * (decibels - 8.7);
  }

  /** {@code mean - (1 - mean) cos(2 pi i / period)}. */
  private static float[] raisedCosine(int size, int period, double mean) {
    Arguments.require(size >= 1, "a window of at least 1 sample", size);
    float[] window = new float[size];
    for (int i = 0; i < size; i++) {
      double cosine = Math.cos(2 * Math.PI * i / period);
      window[i] = period == 0 ? 1 : (float) (mean - (1 - mean) * cosine);
    }
    return window;
  }

  /** Modified Bessel function of the first kind and order 0, by its power series. */
  private static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
