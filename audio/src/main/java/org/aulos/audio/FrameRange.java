package org.aulos.audio;

/**
 * An {@link Excerpt} in frames of one file: {@code [start, end)}, where {@code end} is {@link
 * #OPEN} if it is the end of the file.
 */
record FrameRange(FileBytes file, int sampleRate, Excerpt excerpt, long start, long end) {
  static final long OPEN = Long.MAX_VALUE;
  private static final double ROUNDING_SECONDS = 1e-3;

  static FrameRange of(FileBytes file, int sampleRate, Excerpt excerpt) {
    double last = excerpt.endSeconds() * sampleRate;
    return new FrameRange(
        file,
        sampleRate,
        excerpt,
        Math.round(excerpt.startSeconds() * sampleRate),
        last < 0x1p62 ? Math.round(last) : OPEN);
  }

  /** The range inside a file of {@code frames} frames, or an error if it does not fit. */
  FrameRange within(long frames) {
    if (start >= frames && excerpt.startSeconds() > 0) {
      throw file.error(
          "lasts %.3f s (%d frames), but the excerpt starts at %s s; start before the end",
          (double) frames / sampleRate, frames, excerpt.startSeconds());
    }
    if (end != OPEN && end - frames > Math.ceil(ROUNDING_SECONDS * sampleRate)) {
      throw file.error(
          "lasts %.3f s (%d frames), but the excerpt ends at %s s; end it earlier or leave it open",
          (double) frames / sampleRate, frames, excerpt.endSeconds());
    }
    FrameRange closed =
        new FrameRange(file, sampleRate, excerpt, Math.min(start, frames), Math.min(end, frames));
    closed.checkLength(closed.end - closed.start);
    return closed;
  }

  /** Refuses an excerpt of that many frames if it is longer than allowed or than an array. */
  void checkLength(long frames) {
    if (frames > excerpt.maxSeconds() * sampleRate) {
      throw file.error(
          "the excerpt is longer than the limit of %s s; raise the limit or read a shorter"
              + " excerpt",
          excerpt.maxSeconds());
    }
    if (frames > Integer.MAX_VALUE - 8) {
      throw file.error(
          "holds more than %d frames a channel, too many for memory; read excerpts of it",
          Integer.MAX_VALUE - 8);
    }
  }
}
