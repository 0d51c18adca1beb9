package org.aulos.nn;

/** Argument checks. */
final class Checks {
  private Checks() {}

  static void require(boolean condition, String expected, Object actual) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected + " but was " + actual);
    }
  }

  /** One length for each clip, none longer than the padded axis. */
  static void lengths(String what, int[] lengths, long clips, long padded) {
    require(
        lengths.length == clips,
        "one " + what + " for each of " + clips + " clips",
        lengths.length);
    for (int length : lengths) {
      require(length >= 0 && length <= padded, what + " in 0.." + padded, length);
    }
  }
}
