package org.aulos.runtime.models;

import org.jspecify.annotations.Nullable;

/** Finds what a JSON file leaves out: records are made with null for it. */
final class Required {
  private Required() {}

  /**
   * Fails unless there is a value for each key.
   *
   * @param keysAndValues a key, its value, the next key, and so on
   * @throws IllegalArgumentException if a value is null; the message names its key
   */
  static void all(@Nullable Object... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (keysAndValues[i + 1] == null) {
        throw new IllegalArgumentException(
            "expected a value for '" + keysAndValues[i] + "' but there is none");
      }
    }
  }
}
