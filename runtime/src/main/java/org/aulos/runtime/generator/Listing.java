package org.aulos.runtime.generator;

import java.util.List;

/** Names in a message, of which there may be many. */
final class Listing {
  private static final int SPELT_OUT = 5;

  private Listing() {}

  /** The first five, and how many more there are. */
  static String of(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(SPELT_OUT, names.size())));
    return names.size() <= SPELT_OUT
        ? first
        : "%s and %d more".formatted(first, names.size() - SPELT_OUT);
  }
}
