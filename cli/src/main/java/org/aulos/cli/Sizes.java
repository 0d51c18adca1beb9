package org.aulos.cli;

/** Numbers of bytes for people. */
final class Sizes {
  private static final String[] UNITS = {"kB", "MB", "GB"};
  private static final int STEP = 1000;

  private Sizes() {}

  /** As in {@code 14.2 MB}: powers of 1000. */
  static String of(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes / (double) STEP;
    int unit = 0;
    // What would be printed as 1000.0 belongs to the next unit.
    while (value >= STEP - 0.05 && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return "%.1f %s".formatted(value, UNITS[unit]);
  }
}
