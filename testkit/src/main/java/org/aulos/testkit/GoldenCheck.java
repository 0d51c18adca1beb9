package org.aulos.testkit;

import java.util.Arrays;

/** Compares numbers with golden ones and says what is wrong with them. */
final class GoldenCheck {
  private GoldenCheck() {}

  /** What an element may be off: {@code absolute + relative * abs(expected)}. */
  record Tolerance(double absolute, double relative) {
    double allowed(double expected) {
      return absolute + relative * Math.abs(expected);
    }

    /** False for NaN, whatever was expected. */
    boolean covers(double expected, double actual) {
      return actual == expected || Math.abs(actual - expected) <= allowed(expected);
    }
  }

  static void elements(String what, GoldenTensor expected, double[] actual, Tolerance tolerance) {
    float[] values = expected.values();
    if (actual.length != values.length) {
      throw new AssertionError(
          "%s: expected %d values (shape %s) but were %d"
              .formatted(what, values.length, Arrays.toString(expected.shape()), actual.length));
    }
    int failed = 0;
    int worst = -1;
    for (int i = 0; i < values.length; i++) {
      if (!tolerance.covers(values[i], actual[i])) {
        failed++;
        if (worst < 0
            || excess(values, actual, tolerance, i) > excess(values, actual, tolerance, worst)) {
          worst = i;
        }
      }
    }
    if (failed > 0) {
      throw new AssertionError(
          "%s: %d of %d elements differ, worst at %s: actual %s, expected %s, allowed difference %s"
              .formatted(
                  what,
                  failed,
                  values.length,
                  Arrays.toString(index(expected.shape(), worst)),
                  actual[worst],
                  values[worst],
                  tolerance.allowed(values[worst])));
    }
  }

  private static double excess(float[] expected, double[] actual, Tolerance tolerance, int i) {
    double difference = Math.abs(actual[i] - expected[i]);
    return Double.isNaN(difference)
        ? Double.POSITIVE_INFINITY
        : difference - tolerance.allowed(expected[i]);
  }

  static void number(String what, double expected, double actual, Tolerance tolerance) {
    if (!tolerance.covers(expected, actual)) {
      throw new AssertionError(
          "%s: actual %s, expected %s, allowed difference %s"
              .formatted(what, actual, expected, tolerance.allowed(expected)));
    }
  }

  static void shape(String what, GoldenTensor expected, long[] actual) {
    long[] stored = Arrays.stream(expected.shape()).asLongStream().toArray();
    if (!Arrays.equals(squeezed(stored), squeezed(actual))) {
      throw new AssertionError(
          "%s: expected shape %s but was %s"
              .formatted(what, Arrays.toString(stored), Arrays.toString(actual)));
    }
  }

  private static long[] squeezed(long[] shape) {
    return Arrays.stream(shape).filter(size -> size != 1).toArray();
  }

  static void signalToNoise(
      String what, GoldenTensor expected, double[] actual, double minimum, int edge) {
    float[] reference = expected.values();
    int length = Math.min(reference.length, actual.length);
    if (length <= 2 * edge) {
      throw new AssertionError(
          "%s: expected more than %d samples but were %d".formatted(what, 2 * edge, actual.length));
    }
    double signal = 0;
    double noise = 0;
    for (int i = edge; i < length - edge; i++) {
      double error = reference[i] - actual[i];
      signal += (double) reference[i] * reference[i];
      noise += error * error;
    }
    double decibels = 10 * Math.log10(signal / noise);
    if (!(decibels >= minimum)) {
      throw new AssertionError(
          "%s: signal-to-noise ratio %.1f dB, expected at least %.1f dB"
              .formatted(what, decibels, minimum));
    }
  }

  /** Row-major position of an element along each axis. */
  private static int[] index(int[] shape, int position) {
    int[] index = new int[shape.length];
    int rest = position;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis];
      rest /= shape[axis];
    }
    return index;
  }
}
