package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;
import static org.aulos.dsp.Arguments.requireRange;

import java.util.Arrays;

/** Triangular mel filters on the bins of a Fourier transform, kept without their zeros. */
public final class MelFilterBank {

  private final int bins;
  // Band b weighs the bins from first[b] on with weights[offset[b]] to weights[offset[b + 1] - 1].
  private final int[] first;
  private final int[] offset;
  private final float[] weights;

  /**
   * The bank for spectra of {@code fftSize / 2 + 1} bins. A band narrower than the distance of the
   * bins may have no weight at all; it is then 0 for every spectrum.
   *
   * @throws IllegalArgumentException if {@code fftSize} is less than 1
   */
  public MelFilterBank(MelOptions options, int fftSize) {
    require(fftSize >= 1, "fftSize >= 1", fftSize);
    bins = fftSize / 2 + 1;
    first = new int[options.bands()];
    offset = new int[options.bands() + 1];
    float[][] triangles = new float[options.bands()][];
    for (int band = 0; band < triangles.length; band++) {
      float[] row = triangle(options, fftSize, band);
      int from = 0;
      while (from < bins && row[from] == 0) {
        from++;
      }
      int to = bins;
      while (to > from && row[to - 1] == 0) {
        to--;
      }
      first[band] = from;
      offset[band + 1] = offset[band] + to - from;
      triangles[band] = row;
    }
    weights = new float[offset[triangles.length]];
    for (int band = 0; band < triangles.length; band++) {
      System.arraycopy(
          triangles[band], first[band], weights, offset[band], offset[band + 1] - offset[band]);
    }
  }

  /** Filters. */
  public int bands() {
    return first.length;
  }

  /** Bins of the spectra. */
  public int bins() {
    return bins;
  }

  /** The whole matrix {@code [bands, bins]}, zeros included; a copy. */
  public float[] matrix() {
    float[] matrix = new float[Math.multiplyExact(bands(), bins)];
    for (int band = 0; band < bands(); band++) {
      System.arraycopy(
          weights,
          offset[band],
          matrix,
          band * bins + first[band],
          offset[band + 1] - offset[band]);
    }
    return matrix;
  }

  /**
   * Writes the bands of the spectrum that begins at {@code spectrumOffset}: {@link #bands} values
   * from {@code outOffset} on.
   *
   * @throws IllegalArgumentException if the spectrum or the room for the bands do not lie within
   *     their arrays
   */
  public void apply(float[] spectrum, int spectrumOffset, float[] out, int outOffset) {
    requireRange("spectrum", spectrumOffset, bins, spectrum.length);
    requireRange("out", outOffset, bands(), out.length);
    for (int band = 0; band < bands(); band++) {
      int from = offset[band];
      int shift = spectrumOffset + first[band] - from;
      float sum = 0;
      for (int i = from; i < offset[band + 1]; i++) {
        sum += weights[i] * spectrum[shift + i];
      }
      out[outOffset + band] = sum;
    }
  }

  /** Writes the bands of a spectrum. Kernel: checks nothing. */
  void apply(double[] spectrum, double[] out) {
    for (int band = 0; band < bands(); band++) {
      int shift = first[band] - offset[band];
      double sum = 0;
      for (int i = offset[band]; i < offset[band + 1]; i++) {
        sum += weights[i] * spectrum[shift + i];
      }
      out[band] = sum;
    }
  }

  /** Writes for each bin the sum of the bands by their weights of it. Kernel: checks nothing. */
  void applyTransposed(double[] bandValues, double[] out) {
    Arrays.fill(out, 0);
    for (int band = 0; band < bands(); band++) {
      int shift = first[band] - offset[band];
      for (int i = offset[band]; i < offset[band + 1]; i++) {
        out[shift + i] += weights[i] * bandValues[band];
      }
    }
  }

  private static float[] triangle(MelOptions options, int fftSize, int band) {
    MelOptions.Scale scale = options.scale();
    boolean inMel = options.slope() == MelOptions.Slope.MEL;
    double[] edge = new double[3];
    double[] hertz = new double[3];
    for (int i = 0; i < 3; i++) {
      double mel = options.edge(band + i);
      hertz[i] = scale.toHertz(mel);
      edge[i] = inMel ? mel : hertz[i];
    }
    double height = options.norm() == MelOptions.Norm.SLANEY ? 2 / (hertz[2] - hertz[0]) : 1;
    float[] row = new float[fftSize / 2 + 1];
    for (int k = 0; k < row.length; k++) {
      double frequency = (double) k * options.sampleRate() / fftSize;
      double x = inMel ? scale.toMel(frequency) : frequency;
      double rising = (x - edge[0]) / (edge[1] - edge[0]);
      double falling = (edge[2] - x) / (edge[2] - edge[1]);
      row[k] = (float) (height * Math.max(0, Math.min(rising, falling)));
    }
    return row;
  }
}
