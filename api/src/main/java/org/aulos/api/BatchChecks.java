package org.aulos.api;

import ai.djl.ndarray.NDArray;

/** The checks that every batch makes at its door. */
final class BatchChecks {
  private BatchChecks() {}

  static void rank(String what, NDArray array, int rank, String layout) {
    if (array.getShape().dimension() != rank) {
      throw new IllegalArgumentException(
          "expected " + what + " of shape " + layout + " but was " + array.getShape());
    }
  }

  /** Valid lengths of a batch: one for each clip, none longer than the padded axis. */
  static int[] lengths(String what, int[] lengths, long clips, long padded) {
    if (lengths.length != clips) {
      throw new IllegalArgumentException(
          "expected one length for each of " + clips + " clips but were " + lengths.length);
    }
    for (int length : lengths) {
      if (length < 0 || length > padded) {
        throw new IllegalArgumentException(
            "expected 0 <= " + what + " <= " + padded + " but was " + length);
      }
    }
    return lengths.clone();
  }

  static int longest(int[] lengths) {
    int longest = 0;
    for (int length : lengths) {
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
