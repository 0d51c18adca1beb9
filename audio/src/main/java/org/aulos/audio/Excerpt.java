package org.aulos.audio;

/**
 * The part of a file to read, {@code [startSeconds, endSeconds)}, and how long it may be.
 *
 * <p>Both ends are rounded to the nearest frame, so that neighbouring excerpts join without a gap.
 * A file that ends before a finite {@code endSeconds} is an error, except within a millisecond,
 * because manifests round.
 *
 * @param startSeconds where the excerpt starts, in seconds; 0 or more
 * @param endSeconds where it ends, in seconds; greater than {@code startSeconds}, infinite for the
 *     end of the file
 * @param maxSeconds the longest excerpt that is accepted, in seconds; greater than 0, infinite for
 *     no limit
 */
public record Excerpt(double startSeconds, double endSeconds, double maxSeconds) {
  /** The whole file, however long. */
  public static final Excerpt WHOLE =
      new Excerpt(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Checks that the excerpt is not empty and the limit is positive. */
  public Excerpt {
    if (!(startSeconds >= 0 && startSeconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "expected a finite startSeconds >= 0 but was " + startSeconds);
    }
    if (!(endSeconds > startSeconds)) {
      throw new IllegalArgumentException(
          "expected endSeconds > startSeconds (%s) but was %s".formatted(startSeconds, endSeconds));
    }
    if (!(maxSeconds > 0)) {
      throw new IllegalArgumentException("expected maxSeconds > 0 but was " + maxSeconds);
    }
  }

  /**
   * A part of the file, without a limit.
   *
   * @param startSeconds start, in seconds
   * @param endSeconds end, in seconds, exclusive
   */
  public static Excerpt between(double startSeconds, double endSeconds) {
    return new Excerpt(startSeconds, endSeconds, Double.POSITIVE_INFINITY);
  }

  /**
   * The whole file, if it is not longer than the limit.
   *
   * @param maxSeconds the limit, in seconds
   */
  public static Excerpt atMost(double maxSeconds) {
    return new Excerpt(0, Double.POSITIVE_INFINITY, maxSeconds);
  }
}
