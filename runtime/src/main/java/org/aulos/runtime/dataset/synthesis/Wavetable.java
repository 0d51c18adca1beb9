package org.aulos.runtime.dataset.synthesis;

/**
 * One period of a harmonic wave, read at any phase by linear interpolation. Immutable.
 *
 * <p>With 4096 points a sine read in this way is exact to {@code (2π/4096)²/8} ≈ 3e-7.
 */
public final class Wavetable {
  /** A power of two, so that phases wrap by a mask. */
  private static final int SIZE = 4096;

  private static final int MOST_HARMONICS = 80;
  private static final double[] SINE_POINTS = sinePoints();

  /** A sine of amplitude 1 that starts at 0. */
  public static final Wavetable SINE = harmonics(1);

  private final double[] points;

  private Wavetable(double[] points) {
    this.points = points;
  }

  private static double[] sinePoints() {
    double[] points = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      points[i] = StrictMath.sin(2 * StrictMath.PI * i / SIZE);
    }
    return points;
  }

  /** A sum of sines, the k-th at k times the fundamental, with the given amplitudes from k = 1. */
  public static Wavetable harmonics(double... amplitudes) {
    double[] points = new double[SIZE + 1];
    for (int k = 1; k <= amplitudes.length; k++) {
      for (int i = 0; i < SIZE; i++) {
        points[i] += amplitudes[k - 1] * SINE_POINTS[(k * i) & (SIZE - 1)];
      }
    }
    points[SIZE] = points[0];
    return new Wavetable(points);
  }

  /**
   * A sum of sines whose amplitudes fall by the given number of decibels an octave, cut off below
   * half the sampling rate.
   *
   * @param odd whether only odd harmonics sound, as in a square wave
   */
  public static Wavetable falling(
      double decibelsPerOctave, boolean odd, double highestFundamental, int sampleRate) {
    int count = (int) Math.max(1, Math.min(MOST_HARMONICS, 0.45 * sampleRate / highestFundamental));
    double[] amplitudes = new double[count];
    // dB per octave d means amplitude k^(-d / (20 log10 2)).
    double power = decibelsPerOctave / (20 * StrictMath.log10(2));
    for (int k = 1; k <= count; k++) {
      amplitudes[k - 1] = odd && k % 2 == 0 ? 0 : StrictMath.pow(k, -power);
    }
    return harmonics(amplitudes);
  }

  /** The wave at a phase in turns; any finite phase of 0 or more. */
  public double at(double turns) {
    double position = (turns - (long) turns) * SIZE;
    int index = (int) position;
    double fraction = position - index;
    return points[index] + fraction * (points[index + 1] - points[index]);
  }
}
