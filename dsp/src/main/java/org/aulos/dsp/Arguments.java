package org.aulos.dsp;

/** Checks at the door of the public methods. */
final class Arguments {

  private Arguments() {}

  static void require(boolean condition, String expectation, Object actual) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expectation + " but was " + actual);
    }
  }

  /** Requires {@code length} values of an array of {@code size} from {@code offset} on. */
  static void requireRange(String what, int offset, long length, int size) {
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new IllegalArgumentException(
          "%s: expected offset and length within %d values but was offset %d, length %d"
              .formatted(what, size, offset, length));
    }
  }
}
