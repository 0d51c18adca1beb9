package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

/**
 * A low-pass filter at the common multiple of two rates, cut into phases. Output sample {@code q *
 * up + phase} is the sum over {@code j} of {@code tap(phase, j)} times input sample {@code q * down
 * + start(phase) + j}.
 */
final class PolyphaseFilter {

  /** A filter kernel: even, 0 outside {@code [-halfWidth, halfWidth]}. */
  interface Kernel {
    /** Half the support, in input samples. */
    double halfWidth();

    /** Value at a distance in input samples. */
    double at(double distance);
  }

  private static final int MOST_TAPS = 1 << 20;
  private static final int MOST_STORED = 1 << 22;

  private final int up;
  private final int down;
  private final Kernel kernel;
  private final int reach;
  private final int taps;
  // [up, taps], or empty where that would be too large.
  private final float[] stored;

  /** {@code up / down} is the ratio of the rates in lowest terms. */
  PolyphaseFilter(int up, int down, Kernel kernel) {
    this.up = up;
    this.down = down;
    this.kernel = kernel;
    double half = Math.ceil(kernel.halfWidth());
    require(
        half <= MOST_TAPS / 2.0,
        "rates that need at most " + MOST_TAPS + " input samples for an output sample",
        2 * half);
    reach = (int) half;
    // Whole fours, for accumulate; the kernel is 0 at the taps beyond its width.
    taps = (2 * reach + 3) / 4 * 4;
    stored = new float[(long) up * taps <= MOST_STORED ? up * taps : 0];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = tap(i / taps, i % taps);
    }
  }

  int up() {
    return up;
  }

  int down() {
    return down;
  }

  /** Taps of a phase; a multiple of 4. */
  int taps() {
    return taps;
  }

  boolean isStored() {
    return stored.length > 0;
  }

  /** Values in memory; 0 for a filter that is not stored. */
  int size() {
    return stored.length;
  }

  /** Input sample of the first tap of a phase, relative to the period's. */
  int start(int phase) {
    return row(phase) - reach + 1;
  }

  /** Whole input samples before output sample {@code phase}. */
  int row(int phase) {
    return (int) ((long) phase * down / up);
  }

  /** Writes the taps of a phase. */
  void copyPhase(int phase, float[] out) {
    if (isStored()) {
      System.arraycopy(stored, phase * taps, out, 0, taps);
      return;
    }
    for (int j = 0; j < taps; j++) {
      out[j] = tap(phase, j);
    }
  }

  /**
   * Adds to {@code sums[phase]} the rows from {@code row(phase)} on, weighted by the taps. All
   * arrays are used up to {@code count}. The filter must be stored.
   */
  void accumulate(float[][] rows, float[][] sums, int count, int tile) {
    for (int j0 = 0; j0 < taps; j0 += tile) {
      int j1 = Math.min(taps, j0 + tile);
      for (int phase = 0; phase < sums.length; phase++) {
        int row = row(phase);
        int first = phase % up * taps;
        for (int j = j0; j < j1; j += 4) {
          addFour(sums[phase], rows, row + j, stored, first + j, count);
        }
      }
    }
  }

  private static void addFour(
      float[] sum, float[][] rows, int row, float[] taps, int tap, int count) {
    add(
        sum,
        rows[row],
        rows[row + 1],
        rows[row + 2],
        rows[row + 3],
        taps[tap],
        taps[tap + 1],
        taps[tap + 2],
        taps[tap + 3],
        count);
  }

  // Four separate arrays without offsets: the form that C2 of JDK 17 turns into vector code.
  private static void add(
      float[] sum,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float ta,
      float tb,
      float tc,
      float td,
      int count) {
    for (int i = 0; i < count; i++) {
      sum[i] += ta * a[i] + tb * b[i] + tc * c[i] + td * d[i];
    }
  }

  private float tap(int phase, int j) {
    double fraction = (double) ((long) phase * down % up) / up;
    return (float) kernel.at(j - reach + 1 - fraction);
  }
}
