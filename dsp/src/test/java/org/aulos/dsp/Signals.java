package org.aulos.dsp;

import java.util.Random;

/** Made-up signals and small measurements on them. */
final class Signals {

  private Signals() {}

  static float[] silence(int samples) {
    return new float[samples];
  }

  static float[] noise(int samples, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = random.nextFloat() * 2 - 1;
    }
    return noise;
  }

  static float[] sine(double hertz, int sampleRate, int samples) {
    float[] sine = new float[samples];
    for (int i = 0; i < samples; i++) {
      sine[i] = (float) Math.sin(2 * Math.PI * hertz * i / sampleRate);
    }
    return sine;
  }

  /** A waveform that comes and goes slowly, so that it has no energy far from its frequencies. */
  static float[] faded(float[] samples) {
    float[] window = Windows.hann(samples.length);
    float[] faded = new float[samples.length];
    for (int i = 0; i < faded.length; i++) {
      faded[i] = window[i] * samples[i];
    }
    return faded;
  }

  static float[] difference(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  static float[] impulse(int position, int samples) {
    float[] impulse = new float[samples];
    impulse[position] = 1;
    return impulse;
  }

  static float[] transposed(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] result = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        result[c * rows + r] = matrix[r * columns + c];
      }
    }
    return result;
  }

  /** Root mean square of the values from {@code from} to before {@code to}. */
  static double rms(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) values[i] * values[i];
    }
    return Math.sqrt(sum / (to - from));
  }

  static double decibels(double amplitudeRatio) {
    return 20 * Math.log10(amplitudeRatio);
  }
}
