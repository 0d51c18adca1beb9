package org.aulos.runtime.dataset.synthesis;

/** Noise of a colour: an endless stream of samples of power about 1/3. */
public interface Noise {
  /** The next sample. */
  double next();

  /** Equal power at all frequencies. */
  static Noise white(Dice dice) {
    return dice::white;
  }

  /**
   * Equal power in each octave, -3 dB an octave: the Voss-McCartney sum of held random numbers
   * (Gardner 1978), one of which changes at each sample.
   */
  static Noise pink(Dice dice) {
    return new PinkNoise(dice);
  }

  /** -6 dB an octave above the corner in Hz, flat below it. */
  static Noise brown(Dice dice, double corner, int sampleRate) {
    double keep = StrictMath.exp(-2 * StrictMath.PI * corner / sampleRate);
    return new BrownNoise(dice, keep);
  }
}
