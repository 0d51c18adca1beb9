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

  /**
   * Refuses a number of folds that clips cannot be dealt over.
   *
   * @throws IllegalArgumentException unless it is 2 to 1,000, or 0 for none
   */
  static void requireFolds(String option, int folds) {
    if (folds != 0 && (folds < 2 || folds > 1000)) {
      throw new IllegalArgumentException(
          "expected " + option + " in 2..1000, or 0, but was " + folds);
    }
  }

  /** A whole number without its decimals. */
  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
