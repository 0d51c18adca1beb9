package org.aulos.runtime.dataset.scenes;

import java.util.ArrayList;
import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.ModalBank;
import org.aulos.runtime.dataset.synthesis.ModalBank.Mode;

/**
 * A bell, struck again and again: long inharmonic partials, the minor third among them.
 *
 * @param hertz the prime
 * @param bank its partials
 * @param interval between strikes, in seconds
 * @param onset of the first strike, in seconds
 */
record Bell(double hertz, ModalBank bank, double interval, double onset) implements Sound {
  /** Hum, prime, tierce, quint, nominal and the partials above, as bell founders tune them. */
  private static final double[] PARTIALS = {0.5, 1, 1.19, 1.5, 2, 2.51, 2.66, 3.01, 4.17, 5.43};

  static Sound draw(Dice dice, double seconds) {
    double hertz = dice.logBetween(300, 900);
    double decay = dice.logBetween(2, 6);
    double hardness = dice.between(0.6, 1.3);
    List<Mode> modes = new ArrayList<>();
    for (double partial : PARTIALS) {
      double ratio = dice.around(partial, 0.012);
      double amplitude = dice.around(StrictMath.pow(partial, hardness - 1.2), 0.5);
      // The long partials beat with a twin, for no casting is quite round.
      double split = dice.between(0.0005, 0.003);
      double fade = decay / StrictMath.pow(Math.max(1, partial), 0.9);
      modes.add(new Mode(ratio, amplitude, fade));
      if (partial <= 2) {
        modes.add(new Mode(ratio * (1 + split), 0.6 * amplitude, fade));
      }
    }
    return new Bell(
        hertz,
        new ModalBank(modes),
        dice.logBetween(0.6, 2.5),
        dice.between(0.02, Math.min(0.6, seconds / 3)));
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    double end = (double) samples.length / sampleRate;
    int stroke = 0;
    for (double time = onset; time < end; time += interval) {
      // The clapper does not swing equally far both ways.
      bank.strike(samples, sampleRate, time, hertz, stroke++ % 2 == 0 ? 1 : 0.75);
    }
  }

  @Override
  public List<String> tags() {
    return List.of("ringing", Wording.register(hertz), Wording.tempo(1 / interval));
  }
}
