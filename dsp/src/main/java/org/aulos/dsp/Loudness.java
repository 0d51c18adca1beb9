package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

/**
 * Loudness and true peak of a programme as Recommendation ITU-R BS.1770-4 defines them: K-weighting
 * (annex 1), mean square in blocks of 400 ms that overlap by three quarters, weighting of the
 * channels, and two gates, one at -70 LUFS and one 10 LU below the mean of what passed the first.
 *
 * <p>The recommendation gives its filters for 48 kHz alone. For other rates they are designed anew
 * by the bilinear transform from the analogue parameters behind them (De Man, Evaluation of
 * Implementations of the EBU R128 Loudness Measurement, AES 145, 2018).
 *
 * <p>Immutable; may be used from several threads.
 */
public final class Loudness {
  /**
   * Lowest sample rate that can be measured, in Hz: the shelf of K-weighting must fit below half of
   * it.
   */
  public static final int LOWEST_RATE = 8_000;

  /** Highest sample rate that can be measured, in Hz. */
  public static final int HIGHEST_RATE = 768_000;

  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;
  private static final double OFFSET = -0.691;

  /** Weight of the channels at the sides and behind, 1.5 dB. */
  private static final double SURROUND = 1.41;

  private static final double[][] WEIGHTS = {
    {1},
    {1, 1},
    {1, 1, 1},
    {1, 1, SURROUND, SURROUND},
    {1, 1, 1, SURROUND, SURROUND},
    {1, 1, 1, 0, SURROUND, SURROUND}
  };

  /** Steps in a block. */
  private static final int OVERLAP = 4;

  private static final double STEP_SECONDS = 0.1;

  private static final int OVERSAMPLING = 4;

  /** Input samples in one part of the search for the true peak, and what it hears beside them. */
  private static final int PEAK_BLOCK = 1 << 16;

  private static final int PEAK_MARGIN = 1 << 9;

  private final int step;
  private final Biquad shelf;
  private final Biquad highPass;
  private final Resampler oversampler;

  private Loudness(int sampleRate) {
    this.step = (int) Math.round(sampleRate * STEP_SECONDS);
    this.shelf = Biquad.kShelf(sampleRate);
    this.highPass = Biquad.kHighPass(sampleRate);
    this.oversampler = Resampler.of(1, OVERSAMPLING);
  }

  /**
   * A meter for one sample rate.
   *
   * @param sampleRate in Hz; {@value #LOWEST_RATE} to {@value #HIGHEST_RATE}
   * @throws IllegalArgumentException if the rate is out of its range
   */
  public static Loudness of(int sampleRate) {
    require(
        sampleRate >= LOWEST_RATE && sampleRate <= HIGHEST_RATE,
        "a sample rate in " + LOWEST_RATE + ".." + HIGHEST_RATE + " Hz",
        sampleRate);
    return new Loudness(sampleRate);
  }

  /**
   * Integrated loudness of a whole programme, in LUFS (the recommendation's LKFS).
   *
   * @param channels samples {@code [channel][frame]}, nominally in [-1, 1]; one to six channels of
   *     one length, in the order of sound files: left, right, centre, low frequencies (which do not
   *     count), then the surround channels; four are left, right and two surround channels, five
   *     are six without the low frequencies
   * @return negative infinity if nothing is louder than -70 LUFS, or the programme is shorter than
   *     a block of 400 ms
   * @throws IllegalArgumentException if there are no or more than six channels, or their lengths
   *     differ
   */
  public double integrated(float[][] channels) {
    check(channels);
    double[] steps = powers(channels);
    int blocks = Math.max(0, steps.length - OVERLAP + 1);
    double[] powers = new double[blocks];
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < OVERLAP; i++) {
        powers[block] += steps[block + i] / OVERLAP;
      }
    }
    double ungated = meanAbove(ABSOLUTE_GATE, powers);
    double gate = Math.max(ABSOLUTE_GATE, level(ungated) + RELATIVE_GATE);
    return level(meanAbove(gate, powers));
  }

  /** Weighted mean square of each whole step of 100 ms. */
  private double[] powers(float[][] channels) {
    double[] weights = WEIGHTS[channels.length - 1];
    double[] powers = new double[channels[0].length / step];
    for (int channel = 0; channel < channels.length; channel++) {
      if (weights[channel] > 0) {
        double[] weighted = highPass.filter(shelf.filter(widened(channels[channel])));
        for (int i = 0; i < powers.length; i++) {
          powers[i] += weights[channel] * meanSquare(weighted, i * step, step);
        }
      }
    }
    return powers;
  }

  private static double[] widened(float[] samples) {
    double[] wide = new double[samples.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = samples[i];
    }
    return wide;
  }

  private static double meanSquare(double[] values, int offset, int length) {
    double sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += values[i] * values[i];
    }
    return sum / length;
  }

  /** Mean of the powers that are louder than a gate; 0 if there is none. */
  private static double meanAbove(double gate, double[] powers) {
    double sum = 0;
    int count = 0;
    for (double power : powers) {
      if (level(power) > gate) {
        sum += power;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static double level(double power) {
    return OFFSET + 10 * Math.log10(power);
  }

  /**
   * True peak of a programme (annex 2): the largest magnitude of the waveform between its samples,
   * found at four times the rate, in dB relative to full scale.
   *
   * @param channels samples {@code [channel][frame]}; at least one channel
   * @return dBTP; negative infinity for silence. May be up to 0.6 dB below the truth, as the
   *     recommendation allows for four times the rate
   * @throws IllegalArgumentException if there is no channel
   */
  public double truePeak(float[][] channels) {
    require(channels.length > 0, "at least one channel", channels.length);
    double peak = 0;
    for (float[] channel : channels) {
      peak = Math.max(peak, peak(channel));
    }
    return 20 * Math.log10(peak);
  }

  private double peak(float[] samples) {
    float peak = 0;
    float[] out = new float[(PEAK_BLOCK + 2 * PEAK_MARGIN) * OVERSAMPLING];
    for (int start = 0; start < samples.length; start += PEAK_BLOCK) {
      int from = Math.max(0, start - PEAK_MARGIN);
      int end = Math.min(samples.length, start + PEAK_BLOCK);
      int to = Math.min(samples.length, end + PEAK_MARGIN);
      oversampler.resample(samples, from, to - from, out, 0);
      for (int i = (start - from) * OVERSAMPLING; i < (end - from) * OVERSAMPLING; i++) {
        peak = Math.max(peak, Math.abs(out[i]));
      }
      for (int i = start; i < end; i++) {
        peak = Math.max(peak, Math.abs(samples[i]));
      }
    }
    return peak;
  }

  private static void check(float[][] channels) {
    require(
        channels.length >= 1 && channels.length <= WEIGHTS.length,
        "1 to " + WEIGHTS.length + " channels",
        channels.length);
    for (float[] channel : channels) {
      require(
          channel.length == channels[0].length,
          "channels of one length, " + channels[0].length,
          channel.length);
    }
  }
}
