package org.aulos.testkit;

/** Compares the numbers that two runs of one component gave. */
final class Sameness {
  private Sameness() {}

  /**
   * Fails unless the values are equal, or, with a tolerance, {@code abs(a - b) <= tolerance *
   * max(1, abs(b))}.
   *
   * @param promise the promise of the contract that a difference breaks
   * @param what whose values they are
   */
  static void check(String promise, String what, float[] one, float[] other, double tolerance) {
    if (one.length != other.length) {
      throw new AssertionError(
          "%s, but %s have %d values in one run and %d in another"
              .formatted(promise, what, one.length, other.length));
    }
    for (int i = 0; i < one.length; i++) {
      if (!same(one[i], other[i], tolerance)) {
        throw new AssertionError(
            "%s, but value %d of %s is %s in one run and %s in another (tolerance %s)"
                .formatted(promise, i, what, one[i], other[i], tolerance));
      }
    }
  }

  private static boolean same(float one, float other, double tolerance) {
    // Equal infinities and NaN are the same; that values are finite is a promise of its own.
    return Float.compare(one, other) == 0
        || Math.abs((double) one - other) <= tolerance * Math.max(1, Math.abs(other));
  }

  /** Fails if a value is infinite or not a number. */
  static void finite(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new AssertionError(
            "values must be finite for every input, but value %d of %s is %s"
                .formatted(i, what, values[i]));
      }
    }
  }
}
