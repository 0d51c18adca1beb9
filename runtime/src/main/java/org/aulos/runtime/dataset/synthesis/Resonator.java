package org.aulos.runtime.dataset.synthesis;

/**
 * A two-pole resonance of unit gain at 0 Hz (Klatt 1980, "Software for a cascade/parallel formant
 * synthesizer", equations 1 and 2). Cascades of it shape a voice or an exhaust pipe.
 */
public final class Resonator {
  private final int sampleRate;
  private double a;
  private double b;
  private double c;
  private double last;
  private double beforeLast;

  /** A resonance at the given frequency and of the given bandwidth, both in Hz. */
  public Resonator(double frequency, double bandwidth, int sampleRate) {
    this.sampleRate = sampleRate;
    tune(frequency, bandwidth);
  }

  /** Moves the resonance; the sound goes on without a break. */
  public void tune(double frequency, double bandwidth) {
    double radius = StrictMath.exp(-StrictMath.PI * bandwidth / sampleRate);
    c = -radius * radius;
    b = 2 * radius * StrictMath.cos(2 * StrictMath.PI * frequency / sampleRate);
    a = 1 - b - c;
  }

  /** The next sample. */
  public double next(double input) {
    double output = a * input + b * last + c * beforeLast;
    beforeLast = last;
    last = output;
    return output;
  }
}
