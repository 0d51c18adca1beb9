package org.aulos.audio;

/** The check that samples are numbers. */
final class Finite {
  private Finite() {}

  /**
   * Refuses NaN and infinities, naming the earliest.
   *
   * @param samples {@code [channel][frame]}
   * @param from first frame to check
   * @param to end of the frames to check
   * @param firstFrame where frame 0 of {@code samples} lies in the file
   */
  static void check(FileBytes file, float[][] samples, int from, int to, long firstFrame) {
    int bad = to;
    int badChannel = -1;
    for (int c = 0; c < samples.length; c++) {
      int at = firstBad(samples[c], from, bad);
      if (at < bad) {
        bad = at;
        badChannel = c;
      }
    }
    if (badChannel >= 0) {
      throw file.error(
          "sample %d of channel %d is %s; expected finite numbers, so repair or leave out the file",
          firstFrame + bad, badChannel, samples[badChannel][bad]);
    }
  }

  private static int firstBad(float[] samples, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Float.isFinite(samples[i])) {
        return i;
      }
    }
    return to;
  }
}
