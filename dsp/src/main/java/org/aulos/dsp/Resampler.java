package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;
import static org.aulos.dsp.Arguments.requireRange;

import java.util.Arrays;

/**
 * Change of the sample rate by any ratio of whole numbers, with a polyphase filter. The output is
 * aligned with the input (no delay), has {@code ceil(samples * to / from)} samples, and takes zeros
 * beyond the ends.
 *
 * <p>A ratio whose filter would be large (rates with a small common divisor) computes the taps anew
 * in each call instead of keeping them; it is slower but as exact.
 */
public final class Resampler {

  /** What the low-pass filter keeps and how well it stops the rest. */
  public enum Quality {
    /**
     * Passes up to 0.91 of half the lower rate, and is at least 100 dB down from half the lower
     * rate on: a sinc under a Kaiser window.
     */
    KAISER,

    /**
     * The sinc under a squared cosine that torchaudio uses by default (width 6, roll-off 0.99), for
     * models trained behind it. Short and fast; aliases audibly near half the lower rate.
     */
    TORCHAUDIO
  }

  // One block: at most this many input values after transposition, 1 MB.
  private static final int BLOCK_VALUES = 1 << 18;
  private static final int MOST_COLUMNS = 256;
  // With fewer columns the vector loops do not pay.
  private static final int LEAST_COLUMNS = 16;
  // Phases of a period, at least: a row is copied once and used by about as many.
  private static final int LEAST_PHASES = 64;
  // Taps that are applied to all phases before the next, so that their rows stay in the L1 cache.
  private static final int TILE = 16;

  private final int up;
  private final int down;
  private final PolyphaseFilter filter;

  private Resampler(PolyphaseFilter filter) {
    this.filter = filter;
    this.up = filter.up();
    this.down = filter.down();
  }

  /** A resampler of {@link Quality#KAISER}. */
  public static Resampler of(int from, int to) {
    return of(from, to, Quality.KAISER);
  }

  /**
   * A resampler between two rates, in Hz. Filters are shared between resamplers and the last few
   * are kept.
   *
   * @throws IllegalArgumentException if a rate is less than 1 Hz, or the rates are so far apart
   *     that one output sample would take more than a million input samples
   */
  public static Resampler of(int from, int to, Quality quality) {
    require(from >= 1, "from >= 1 Hz", from);
    require(to >= 1, "to >= 1 Hz", to);
    return new Resampler(FilterCache.filter(from, to, quality));
  }

  /**
   * Samples that {@code samples} samples become: {@code ceil(samples * to / from)}.
   *
   * @throws IllegalArgumentException if {@code samples} is negative, or the result would not fit an
   *     array
   */
  public int outputLength(int samples) {
    require(samples >= 0, "samples >= 0", samples);
    long length = ((long) samples * up + down - 1) / down;
    require(length <= Integer.MAX_VALUE, "at most 2^31 - 1 samples at the new rate", length);
    return (int) length;
  }

  /** The waveform at the other rate. */
  public float[] resample(float[] samples) {
    float[] out = new float[outputLength(samples.length)];
    resample(samples, 0, samples.length, out, 0);
    return out;
  }

  /**
   * Resamples {@code length} samples from {@code offset} on, as if they were a waveform of their
   * own, and writes {@code outputLength(length)} samples from {@code outOffset} on.
   *
   * @throws IllegalArgumentException if the samples or the room for the result do not lie within
   *     their arrays
   */
  public void resample(float[] samples, int offset, int length, float[] out, int outOffset) {
    requireRange("samples", offset, length, samples.length);
    int outLength = outputLength(length);
    requireRange("out", outOffset, outLength, out.length);
    if (up == down) {
      System.arraycopy(samples, offset, out, outOffset, length);
      return;
    }
    var blocks = new Blocks(samples, offset, length, out, outOffset, outLength);
    if (filter.isStored() && blocks.columns >= LEAST_COLUMNS) {
      blocks.run();
    } else {
      direct(samples, offset, length, out, outOffset, outLength);
    }
  }

  /** One scalar product for each output sample, phase by phase. */
  private void direct(
      float[] samples, int offset, int length, float[] out, int outOffset, int outLength) {
    float[] taps = new float[filter.taps()];
    for (int phase = 0; phase < Math.min(up, outLength); phase++) {
      filter.copyPhase(phase, taps);
      long start = filter.start(phase);
      for (long k = phase; k < outLength; k += up) {
        int from = (int) Math.max(0, -start);
        int to = (int) Math.min(taps.length, length - start);
        out[outOffset + (int) k] = product(taps, from, to, samples, (int) (offset + start));
        start += down;
      }
    }
  }

  private static float product(float[] taps, int from, int to, float[] samples, int shift) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      sum0 += taps[i] * samples[shift + i];
      sum1 += taps[i + 1] * samples[shift + i + 1];
      sum2 += taps[i + 2] * samples[shift + i + 2];
      sum3 += taps[i + 3] * samples[shift + i + 3];
    }
    for (; i < to; i++) {
      sum0 += taps[i] * samples[shift + i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /**
   * One call, block by block. Output samples a period of {@code phases} apart share their taps, and
   * their input lies {@code step} samples apart: with the input transposed to rows of samples
   * {@code step} apart, a phase is a weighted sum of whole rows, which the JIT compiles to vector
   * code. The period is {@code up} output samples, or a multiple where those are few.
   */
  private final class Blocks {

    private final float[] samples;
    private final int offset;
    private final int length;
    private final float[] out;
    private final int outOffset;
    private final int outLength;
    private final int phases;
    private final int step;
    private final int columns;

    Blocks(float[] samples, int offset, int length, float[] out, int outOffset, int outLength) {
      this.samples = samples;
      this.offset = offset;
      this.length = length;
      this.out = out;
      this.outOffset = outOffset;
      this.outLength = outLength;
      int periods = up < LEAST_PHASES ? (LEAST_PHASES + up - 1) / up : 1;
      phases = up * periods;
      step = down * periods;
      columns = (int) (((long) outLength + phases - 1) / phases);
    }

    void run() {
      int rowCount = filter.row(phases - 1) + filter.taps();
      int room = Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, BLOCK_VALUES / rowCount));
      int width = Math.min(columns, room);
      float[][] rows = new float[rowCount][width];
      float[][] sums = new float[phases][width];
      for (int column = 0; column < columns; column += width) {
        int count = Math.min(width, columns - column);
        transpose(column, count, rows);
        for (float[] sum : sums) {
          Arrays.fill(sum, 0);
        }
        filter.accumulate(rows, sums, count, TILE);
        interleave(sums, column, count);
      }
    }

    /**
     * Row {@code r}, column {@code c} is the input at {@code (column + c) * step + start(0) + r}.
     */
    private void transpose(int column, int count, float[][] rows) {
      int start = column * step + filter.start(0);
      int distinct = Math.min(step, rows.length);
      for (int r0 = 0; r0 < distinct; r0 += TILE) {
        int r1 = Math.min(distinct, r0 + TILE);
        for (int c = 0; c < count; c++) {
          copyColumn(start + c * step, r0, r1, rows, c);
        }
      }
      // The other rows are earlier ones a column further on.
      for (int r = step; r < rows.length; r++) {
        System.arraycopy(rows[r - step], 1, rows[r], 0, count - 1);
        rows[r][count - 1] = input(start + (count - 1) * step + r);
      }
    }

    private void copyColumn(int start, int r0, int r1, float[][] rows, int c) {
      if (start + r0 >= 0 && start + r1 <= length) {
        for (int r = r0; r < r1; r++) {
          rows[r][c] = samples[offset + start + r];
        }
      } else {
        for (int r = r0; r < r1; r++) {
          rows[r][c] = input(start + r);
        }
      }
    }

    private float input(int index) {
      return index >= 0 && index < length ? samples[offset + index] : 0;
    }

    private void interleave(float[][] sums, int column, int count) {
      for (int p0 = 0; p0 < phases; p0 += TILE) {
        int p1 = Math.min(phases, p0 + TILE);
        for (int c = 0; c < count; c++) {
          int first = (column + c) * phases;
          int end = Math.min(p1, outLength - first);
          for (int p = p0; p < end; p++) {
            out[outOffset + first + p] = sums[p][c];
          }
        }
      }
    }
  }
}
