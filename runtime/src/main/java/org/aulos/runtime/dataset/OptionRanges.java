package org.aulos.runtime.dataset;

/** Checks of options that are numbers. */
final class OptionRanges {
  private OptionRanges() {}

  /**
   * Refuses a value that is not within its range, bounds included.
   *
   * @throws IllegalArgumentException naming the option, the range and the value
   */
  static void requireWithin(String option, double value, double least, double greatest) {
    if (!(value >= least && value <= greatest)) {
      throw new IllegalArgumentException(
          "expected %s in %s..%s but was %s"
              .formatted(option, number(least), number(greatest), number(value)));
    }
  }

  /** A whole number without its decimals. */
  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
