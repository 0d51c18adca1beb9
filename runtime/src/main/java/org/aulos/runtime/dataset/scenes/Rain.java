package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.ModalBank;
import org.aulos.runtime.dataset.synthesis.ModalBank.Mode;
import org.aulos.runtime.dataset.synthesis.StateVariableFilter;

/**
 * Rain: a steady hiss of the far drops and the separate taps of the near ones.
 *
 * @param lowest lower edge of the hiss, in Hz
 * @param highest upper edge of the hiss, in Hz
 * @param hiss its level
 * @param drops near drops in a second
 * @param seed of the noise and the drops
 */
record Rain(double lowest, double highest, double hiss, double drops, long seed) implements Sound {
  private static final ModalBank DROP =
      new ModalBank(List.of(new Mode(1, 1, 0.02), new Mode(1.73, 0.5, 0.012)));

  static Sound draw(Dice dice, double seconds) {
    return new Rain(
        dice.logBetween(250, 1500),
        dice.logBetween(2500, 7000),
        dice.logBetween(0.08, 0.6),
        dice.logBetween(10, 120),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    StateVariableFilter above = new StateVariableFilter(lowest, 0.707, sampleRate);
    StateVariableFilter below = new StateVariableFilter(highest, 0.707, sampleRate);
    for (int i = 0; i < samples.length; i++) {
      above.take(dice.white());
      below.take(above.high());
      samples[i] += hiss * below.low();
    }
    double seconds = (double) samples.length / sampleRate;
    for (int drop = 0; drop < drops * seconds; drop++) {
      double level = StrictMath.pow(dice.uniform(), 2);
      double hertz = dice.logBetween(700, 5000);
      DROP.strike(samples, sampleRate, dice.between(0, seconds), hertz, level);
    }
  }

  @Override
  public List<String> tags() {
    return List.of(drops > 40 ? "heavy" : "light", "steady", "noisy");
  }
}
