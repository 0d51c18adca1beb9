package org.aulos.runtime.dataset.synthesis;

import java.util.List;

/**
 * A struck body as a sum of decaying sines, each a two-pole recurrence that rings freely (Adrien
 * 1991, "The missing link: modal synthesis").
 *
 * @param modes how the body rings
 */
public record ModalBank(List<Mode> modes) {
  /** A mode that has fallen by 80 dB is no longer heard. */
  private static final double INAUDIBLE_DECAYS = 80.0 / 60;

  /** A body. */
  public ModalBank {
    modes = List.copyOf(modes);
  }

  /**
   * One way in which a body rings.
   *
   * @param ratio frequency over that of the body
   * @param amplitude at the strike
   * @param decaySeconds time to fall by 60 dB
   */
  public record Mode(double ratio, double amplitude, double decaySeconds) {}

  /**
   * Adds one strike.
   *
   * @param onsetSeconds when; what falls outside the buffer is left out
   * @param frequency of the body, in Hz; modes above 0.45 of the sampling rate stay silent
   * @param amplitude factor on all modes
   */
  public void strike(
      double[] samples, int sampleRate, double onsetSeconds, double frequency, double amplitude) {
    int onset = (int) (onsetSeconds * sampleRate);
    for (Mode mode : modes) {
      double hertz = frequency * mode.ratio();
      if (hertz < 0.45 * sampleRate) {
        ring(samples, sampleRate, onset, hertz, amplitude * mode.amplitude(), mode.decaySeconds());
      }
    }
  }

  private static void ring(
      double[] samples, int sampleRate, int onset, double hertz, double amplitude, double decay) {
    int end =
        (int) Math.min(samples.length, onset + (long) (INAUDIBLE_DECAYS * decay * sampleRate));
    // 60 dB is a factor of 1000.
    double radius = StrictMath.exp(-StrictMath.log(1000) / (decay * sampleRate));
    double angle = 2 * StrictMath.PI * hertz / sampleRate;
    double turn = 2 * radius * StrictMath.cos(angle);
    double square = radius * radius;
    double beforeLast = 0; // r^0 sin(0)
    double last = amplitude * radius * StrictMath.sin(angle);
    for (int i = onset + 1; i < end; i++) {
      samples[i] += last;
      double next = turn * last - square * beforeLast;
      beforeLast = last;
      last = next;
    }
  }
}
