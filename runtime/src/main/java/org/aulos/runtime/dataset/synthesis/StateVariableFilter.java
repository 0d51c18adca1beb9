package org.aulos.runtime.dataset.synthesis;

/**
 * A two-pole filter that stays stable while its frequency moves: the topology-preserving state
 * variable filter (Zavalishin 2012, "The Art of VA Filter Design", section 4.1).
 */
public final class StateVariableFilter {
  private final int sampleRate;
  private double g;
  private double k;
  private double scale;
  private double first;
  private double second;
  private double low;
  private double band;
  private double high;

  /**
   * A filter at the given frequency.
   *
   * @param frequency corner or centre in Hz; above 0.45 of the sampling rate it is taken as that
   * @param quality sharpness; 0.707 is the flattest low and high pass
   */
  public StateVariableFilter(double frequency, double quality, int sampleRate) {
    this.sampleRate = sampleRate;
    tune(frequency, quality);
  }

  /** Moves the filter; the sound goes on without a break. */
  public void tune(double frequency, double quality) {
    g = StrictMath.tan(StrictMath.PI * Math.min(frequency / sampleRate, 0.45));
    k = 1 / quality;
    scale = 1 / (1 + g * (g + k));
  }

  /** Takes the next sample; the outputs are then those of this sample. */
  public void take(double input) {
    high = (input - (g + k) * first - second) * scale;
    band = g * high + first;
    low = g * band + second;
    first = g * high + band;
    second = g * band + low;
  }

  /** What passes below the frequency, 12 dB an octave. */
  public double low() {
    return low;
  }

  /** What passes around the frequency, with unit gain at its centre. */
  public double band() {
    return k * band;
  }

  /** What passes above the frequency, 12 dB an octave. */
  public double high() {
    return high;
  }
}
