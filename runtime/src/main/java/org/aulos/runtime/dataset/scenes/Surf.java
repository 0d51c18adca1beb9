package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.Noise;
import org.aulos.runtime.dataset.synthesis.StateVariableFilter;

/**
 * Surf: waves that roll in, break bright and run back as foam.
 *
 * @param period between waves, in seconds
 * @param phase part of the period that has passed when the clip begins
 * @param rise part of the period in which the wave rolls in
 * @param dark upper edge of the rolling, in Hz
 * @param bright upper edge of the breaking, in Hz
 * @param seed of the noise
 */
record Surf(double period, double phase, double rise, double dark, double bright, long seed)
    implements Sound {
  private static final int STEPS_PER_SECOND = 200;

  static Sound draw(Dice dice, double seconds) {
    return new Surf(
        dice.logBetween(1.8, 5),
        dice.uniform(),
        dice.between(0.25, 0.5),
        dice.logBetween(250, 800),
        dice.logBetween(2000, 6000),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    Noise noise = Noise.pink(dice);
    StateVariableFilter filter = new StateVariableFilter(dark, 0.6, sampleRate);
    int step = Math.max(1, sampleRate / STEPS_PER_SECOND);
    for (int from = 0; from < samples.length; from += step) {
      double swell = swell((double) from / sampleRate / period + phase);
      filter.tune(dark * StrictMath.pow(bright / dark, swell), 0.6);
      double level = 0.06 + 0.94 * swell;
      for (int i = from; i < Math.min(from + step, samples.length); i++) {
        // Foam is brighter than the pink roar.
        filter.take(noise.next() + 0.3 * swell * dice.white());
        samples[i] += level * filter.low();
      }
    }
  }

  /** Height of the sound in [0, 1]: a slow rise, then an exponential run back. */
  private double swell(double periods) {
    double part = periods - Math.floor(periods);
    if (part < rise) {
      double rising = part / rise;
      return rising * rising * (3 - 2 * rising);
    }
    double falling = (part - rise) / (1 - rise);
    return StrictMath.exp(-4 * falling) * (1 - falling);
  }

  @Override
  public List<String> tags() {
    return List.of("waves", Wording.tempo(1 / period), "noisy");
  }
}
