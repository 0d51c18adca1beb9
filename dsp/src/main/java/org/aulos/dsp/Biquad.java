package org.aulos.dsp;

/**
 * A recursive filter of second order, {@code y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] -
 * a2 y[n-2]}, and the two of them that make up K-weighting.
 */
record Biquad(double b0, double b1, double b2, double a1, double a2) {

  /** The first stage of K-weighting: a high shelf for the head, 4 dB above 1.7 kHz. */
  static Biquad kShelf(int sampleRate) {
    double k = Math.tan(Math.PI * 1681.974450955533 / sampleRate);
    double q = 0.7071752369554196;
    double high = Math.pow(10, 3.999843853973347 / 20);
    double band = Math.pow(high, 0.4996667741545416);
    double a0 = 1 + k / q + k * k;
    return new Biquad(
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0);
  }

  /** The second stage of K-weighting: a high pass at 38 Hz, not normalised, as the text has it. */
  static Biquad kHighPass(int sampleRate) {
    double k = Math.tan(Math.PI * 38.13547087602444 / sampleRate);
    double q = 0.5003270373238773;
    double a0 = 1 + k / q + k * k;
    return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
  }

  /** Filters in place, from rest; returns the same array. */
  double[] filter(double[] values) {
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < values.length; i++) {
      double x = values[i];
      double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      values[i] = y;
    }
    return values;
  }
}
