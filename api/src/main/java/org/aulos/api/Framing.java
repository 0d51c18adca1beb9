package org.aulos.api;

/**
 * The windows of a clip that have a vector each.
 *
 * @param windowSeconds length of a window, in seconds; greater than 0
 * @param hopSeconds from the start of one window to the start of the next, in seconds; greater than
 *     0
 */
public record Framing(double windowSeconds, double hopSeconds) {
  /**
   * Windows.
   *
   * @throws IllegalArgumentException if a value is not positive
   */
  public Framing {
    if (!(windowSeconds > 0)) {
      throw new IllegalArgumentException("expected windowSeconds > 0 but was " + windowSeconds);
    }
    if (!(hopSeconds > 0)) {
      throw new IllegalArgumentException("expected hopSeconds > 0 but was " + hopSeconds);
    }
  }

  @Override
  public String toString() {
    return windowSeconds + " s every " + hopSeconds + " s";
  }
}
