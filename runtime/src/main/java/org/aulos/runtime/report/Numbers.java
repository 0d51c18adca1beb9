package org.aulos.runtime.report;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** Numbers as people read them, the same in every locale. */
final class Numbers {
  private static final int MOST_DECIMALS = 9;

  private Numbers() {}

  /**
   * Decimals that show the greatest of the values with at least three digits, and a share in [0, 1]
   * to a tenth of a percent.
   */
  static int decimals(DoubleStream values) {
    double greatest = values.map(Math::abs).max().orElse(0);
    if (greatest == 0) {
      return 3;
    }
    int magnitude = (int) Math.floor(Math.log10(greatest));
    return greatest >= 0.1
        ? Math.max(0, 3 - Math.max(0, magnitude))
        : Math.min(MOST_DECIMALS, 2 - magnitude);
  }

  /** The value with a fixed number of decimals. */
  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** The value with as many decimals as its own size asks for. */
  static String plain(double value) {
    return fixed(value, decimals(DoubleStream.of(value)));
  }

  /** A share in [0, 1] in whole percent. */
  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  /** A whole number with a narrow space between groups of three digits. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
  }

  /** A duration in the two units that say most. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return fixed(seconds, seconds < 10 ? 2 : 1) + " s";
    }
    long whole = Math.round(seconds);
    long minutes = whole / 60;
    return minutes < 60
        ? minutes + " min " + whole % 60 + " s"
        : count(minutes / 60) + " h " + minutes % 60 + " min";
  }
}
