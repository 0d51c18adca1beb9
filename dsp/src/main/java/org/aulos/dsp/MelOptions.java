package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Objects;

/**
 * A bank of triangular filters that are evenly spaced on a mel scale.
 *
 * @param sampleRate of the signal, in Hz; at least 1
 * @param bands filters; at least 1
 * @param minFrequency lower edge of the first filter, in Hz; at least 0
 * @param maxFrequency upper edge of the last filter, in Hz; above {@code minFrequency}, at most
 *     half the sample rate
 * @param scale the mel scale
 * @param slope on which axis the sides of a triangle are straight
 * @param norm height of the triangles
 */
public record MelOptions(
    int sampleRate,
    int bands,
    double minFrequency,
    double maxFrequency,
    Scale scale,
    Slope slope,
    Norm norm) {

  /** A mel scale. */
  public enum Scale {
    /**
     * Linear below 1 kHz and logarithmic above (M. Slaney, "Auditory Toolbox", 1998), the default
     * of librosa.
     */
    SLANEY {
      @Override
      double toMel(double hertz) {
        return hertz < 1000
            ? hertz / HERTZ_PER_MEL
            : LINEAR_MELS + Math.log(hertz / 1000) / LOG_STEP;
      }

      @Override
      double toHertz(double mel) {
        return mel < LINEAR_MELS
            ? mel * HERTZ_PER_MEL
            : 1000 * Math.exp((mel - LINEAR_MELS) * LOG_STEP);
      }
    },

    /** {@code 2595 log10(1 + f / 700)}, of HTK, Kaldi, VGGish and YAMNet. */
    HTK {
      @Override
      double toMel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
      }

      @Override
      double toHertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
      }
    };

    private static final double HERTZ_PER_MEL = 200.0 / 3;
    private static final double LINEAR_MELS = 1000 / HERTZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    abstract double toMel(double hertz);

    abstract double toHertz(double mel);
  }

  /** On which axis the sides of a triangle are straight. */
  public enum Slope {
    /** In Hz, as in librosa and torchaudio. */
    HERTZ,
    /** In mel, as in Kaldi, VGGish and YAMNet. */
    MEL
  }

  /** Height of the triangles. */
  public enum Norm {
    /** Peak 1. */
    NONE,
    /** {@code 2 / (upper - lower edge in Hz)}: equal areas. */
    SLANEY
  }

  /** Checks every component. */
  public MelOptions {
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(slope, "slope");
    Objects.requireNonNull(norm, "norm");
    require(sampleRate >= 1, "sampleRate >= 1 Hz", sampleRate);
    require(bands >= 1, "bands >= 1", bands);
    require(minFrequency >= 0, "minFrequency >= 0 Hz", minFrequency);
    require(
        minFrequency < maxFrequency && maxFrequency <= sampleRate / 2.0,
        "minFrequency < maxFrequency <= " + sampleRate / 2.0 + " Hz",
        minFrequency + ".." + maxFrequency + " Hz");
  }

  /** A bank on the Slaney scale with triangles of equal area, as librosa's. */
  public MelOptions(int sampleRate, int bands, double minFrequency, double maxFrequency) {
    this(sampleRate, bands, minFrequency, maxFrequency, Scale.SLANEY, Slope.HERTZ, Norm.SLANEY);
  }

  /** A bank on the HTK scale with triangles of peak 1, straight in Hz, as torchaudio's. */
  public static MelOptions htk(
      int sampleRate, int bands, double minFrequency, double maxFrequency) {
    return new MelOptions(
        sampleRate, bands, minFrequency, maxFrequency, Scale.HTK, Slope.HERTZ, Norm.NONE);
  }

  /**
   * A bank on the HTK scale with triangles of peak 1, straight in mel, as that of Kaldi, VGGish and
   * YAMNet. Those leave out the bin at 0 Hz and, Kaldi, the one at half the sample rate: both have
   * weight 0 in any such bank.
   */
  public static MelOptions kaldi(
      int sampleRate, int bands, double minFrequency, double maxFrequency) {
    return new MelOptions(
        sampleRate, bands, minFrequency, maxFrequency, Scale.HTK, Slope.MEL, Norm.NONE);
  }

  /**
   * Where a filter peaks, in Hz.
   *
   * @param band from 0 to {@code bands - 1}
   * @throws IllegalArgumentException if there is no such band
   */
  public double centre(int band) {
    require(band >= 0 && band < bands, "band in 0.." + (bands - 1), band);
    return scale.toHertz(edge(band + 1));
  }

  /** Edge {@code index} of {@code bands + 2}, in mel: a filter begins, peaks and ends at three. */
  double edge(int index) {
    double low = scale.toMel(minFrequency);
    double step = (scale.toMel(maxFrequency) - low) / (bands + 1);
    return low + index * step;
  }
}
