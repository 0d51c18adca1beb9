package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.StateVariableFilter;
import org.aulos.runtime.dataset.synthesis.Wavetable;

/**
 * A drum kit: kick and snare in turn, a hi-hat between them.
 *
 * @param step between beats of the hi-hat, in seconds
 * @param kick pitch that the kick settles on, in Hz
 * @param snare pitch of the snare's membrane, in Hz
 * @param wires level and length of the snare's wires: about 1
 * @param hat level of the hi-hat
 * @param seed of the pattern and the noise
 */
record Drums(double step, double kick, double snare, double wires, double hat, long seed)
    implements Sound {
  static Sound draw(Dice dice, double seconds) {
    return new Drums(
        dice.logBetween(0.14, 0.36),
        dice.logBetween(42, 75),
        dice.logBetween(140, 260),
        dice.between(0.5, 1.3),
        dice.between(0, 0.5),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    int start = dice.integer(0, 7);
    double end = (double) samples.length / sampleRate;
    int beat = start;
    for (double time = 0.01; time < end; time += step, beat++) {
      int onset = (int) (time * sampleRate);
      double force = dice.between(0.7, 1);
      if (beat % 4 == 0 || dice.chance(0.12)) {
        membrane(samples, sampleRate, onset, kick, 3, 0.3, force);
      } else if (beat % 4 == 2) {
        membrane(samples, sampleRate, onset, snare, 0.5, 0.12, 0.6 * force);
        noise(samples, sampleRate, onset, 1500, 0.18 * wires, 0.7 * wires * force, dice);
      }
      if (dice.chance(0.85)) {
        noise(samples, sampleRate, onset, 5500, 0.06, hat * force, dice);
      }
    }
  }

  /** A membrane, whose pitch falls as its tension does. */
  private static void membrane(
      double[] samples,
      int sampleRate,
      int onset,
      double hertz,
      double drop,
      double decay,
      double level) {
    double fade = StrictMath.exp(-StrictMath.log(1000) / (decay * sampleRate));
    double relaxing = StrictMath.exp(-1 / (0.02 * sampleRate));
    double envelope = level;
    double excess = drop;
    double turns = 0;
    int end = (int) Math.min(samples.length, onset + 1.3 * decay * sampleRate);
    for (int i = onset; i < end; i++) {
      turns += hertz * (1 + excess) / sampleRate;
      samples[i] += envelope * Wavetable.SINE.at(turns);
      envelope *= fade;
      excess *= relaxing;
    }
  }

  /** Wires or cymbals: a burst of noise above a frequency. */
  private static void noise(
      double[] samples,
      int sampleRate,
      int onset,
      double hertz,
      double decay,
      double level,
      Dice dice) {
    StateVariableFilter filter = new StateVariableFilter(hertz, 0.707, sampleRate);
    double fade = StrictMath.exp(-StrictMath.log(1000) / (decay * sampleRate));
    double envelope = level;
    int end = (int) Math.min(samples.length, onset + 1.3 * decay * sampleRate);
    for (int i = onset; i < end; i++) {
      filter.take(envelope * dice.white());
      samples[i] += filter.high();
      envelope *= fade;
    }
  }

  @Override
  public List<String> tags() {
    return List.of("beat", "rhythm", Wording.tempo(0.5 / step));
  }
}
