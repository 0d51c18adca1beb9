package org.aulos.dsp;

import static org.aulos.dsp.Arguments.requireRange;

/**
 * Mel-frequency cepstral coefficients: levels of the mel bands in dB, at least those of a power of
 * 1e-10, through an orthonormal cosine transform (DCT-II).
 */
public final class Mfcc implements FrontEnd {

  private static final float LEAST_POWER = 1e-10f;
  // In one unit of the natural logarithm of power.
  private static final float DECIBELS = (float) (10 / Math.log(10));

  private final MfccOptions options;
  private final MelSpectrogram mel;
  // [coefficients, bands]
  private final double[] cosines;

  /** An MFCC front end. */
  public Mfcc(MfccOptions options) {
    this.options = options;
    mel = new MelSpectrogram(options.stft(), options.mel(), Spectrum.POWER);
    cosines = cosines(options.coefficients(), options.mel().bands());
  }

  /** The options. */
  public MfccOptions options() {
    return options;
  }

  /** The cosine transform {@code [coefficients, bands]}; a copy. */
  public float[] matrix() {
    float[] matrix = new float[cosines.length];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) cosines[i];
    }
    return matrix;
  }

  @Override
  public int sampleRate() {
    return mel.sampleRate();
  }

  @Override
  public int hop() {
    return mel.hop();
  }

  @Override
  public int bins() {
    return options.coefficients();
  }

  @Override
  public int frames(int samples) {
    return mel.frames(samples);
  }

  @Override
  public void extract(float[] samples, int offset, int length, float[] out, int outOffset) {
    requireRange("samples", offset, length, samples.length);
    int frames = frames(length);
    requireRange("out", outOffset, (long) frames * bins(), out.length);
    // The floor depends on the loudest value of the clip, so all levels come before any
    // coefficient.
    float[] levels = new float[Math.multiplyExact(frames, mel.bins())];
    mel.extract(samples, offset, length, levels, 0);
    toDecibels(levels);
    for (int t = 0; t < frames; t++) {
      transform(levels, t * mel.bins(), out, outOffset + t * bins());
    }
  }

  private void toDecibels(float[] power) {
    float loudest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < power.length; i++) {
      power[i] = DECIBELS * Logarithm.ln(Math.max(power[i], LEAST_POWER));
      loudest = Math.max(loudest, power[i]);
    }
    float least = (float) (loudest - options.topDecibels());
    for (int i = 0; i < power.length; i++) {
      power[i] = Math.max(power[i], least);
    }
  }

  private void transform(float[] levels, int from, float[] out, int to) {
    int bands = mel.bins();
    for (int c = 0; c < bins(); c++) {
      double sum = 0;
      for (int b = 0; b < bands; b++) {
        sum += cosines[c * bands + b] * levels[from + b];
      }
      out[to + c] = (float) sum;
    }
  }

  private static double[] cosines(int coefficients, int bands) {
    double[] table = new double[coefficients * bands];
    for (int c = 0; c < coefficients; c++) {
      double scale = Math.sqrt((c == 0 ? 1.0 : 2.0) / bands);
      for (int b = 0; b < bands; b++) {
        table[c * bands + b] = scale * Math.cos(Math.PI * c * (b + 0.5) / bands);
      }
    }
    return table;
  }
}
