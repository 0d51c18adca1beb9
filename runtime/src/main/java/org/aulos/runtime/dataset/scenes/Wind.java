package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.Noise;
import org.aulos.runtime.dataset.synthesis.StateVariableFilter;
import org.aulos.runtime.dataset.synthesis.Wavetable;

/**
 * Wind: noise through a resonance that wanders up and grows loud in gusts.
 *
 * @param hertz resonance of the lull
 * @param octaves how far a gust lifts it
 * @param quality its sharpness: howling or rushing
 * @param gusts gusts in a second
 * @param seed of the noise and the gusts
 */
record Wind(double hertz, double octaves, double quality, double gusts, long seed)
    implements Sound {
  private static final int STEPS_PER_SECOND = 200;

  static Sound draw(Dice dice, double seconds) {
    return new Wind(
        dice.logBetween(200, 600),
        dice.between(0.8, 2.2),
        dice.logBetween(0.8, 9),
        dice.logBetween(0.15, 0.7),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    Noise noise = Noise.pink(dice);
    StateVariableFilter filter = new StateVariableFilter(hertz, quality, sampleRate);
    int step = Math.max(1, sampleRate / STEPS_PER_SECOND);
    double[] phases = {dice.uniform(), dice.uniform(), dice.uniform()};
    for (int from = 0; from < samples.length; from += step) {
      double strength = strength((double) from / sampleRate, phases);
      filter.tune(hertz * StrictMath.pow(2, octaves * strength), quality);
      double level = 0.15 + 0.85 * strength * strength;
      for (int i = from; i < Math.min(from + step, samples.length); i++) {
        filter.take(noise.next());
        samples[i] += level * filter.band();
      }
    }
  }

  /** Strength of the gust in [0, 1]: three slow waves of unrelated periods. */
  private double strength(double time, double[] phases) {
    double sum =
        0.5 * Wavetable.SINE.at(time * gusts + phases[0])
            + 0.3 * Wavetable.SINE.at(time * gusts * 2.33 + phases[1])
            + 0.2 * Wavetable.SINE.at(time * gusts * 5.7 + phases[2]);
    return 0.5 + 0.5 * sum;
  }

  @Override
  public List<String> tags() {
    return List.of(quality > 3 ? "howling" : "rushing", Wording.register(hertz * 2), "noisy");
  }
}
