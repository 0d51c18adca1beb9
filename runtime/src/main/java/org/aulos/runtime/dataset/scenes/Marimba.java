package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.ModalBank;
import org.aulos.runtime.dataset.synthesis.ModalBank.Mode;

/**
 * A tune on wooden bars: a bar's undercut tunes its second mode two octaves up.
 *
 * @param tonic lowest note, in Hz
 * @param bank modes of a bar
 * @param interval between notes, in seconds
 * @param onset of the first note, in seconds
 * @param seed of the tune
 */
record Marimba(double tonic, ModalBank bank, double interval, double onset, long seed)
    implements Sound {
  static Sound draw(Dice dice, double seconds) {
    double decay = dice.logBetween(0.2, 0.9);
    double hardness = dice.between(0.1, 0.6);
    ModalBank bank =
        new ModalBank(
            List.of(
                new Mode(1, 1, decay),
                new Mode(dice.around(3.95, 0.03), hardness, decay / 2.5),
                new Mode(dice.around(9.4, 0.05), hardness * 0.6, decay / 6),
                new Mode(dice.around(16.5, 0.08), hardness * 0.3, decay / 10)));
    return new Marimba(
        dice.logBetween(130, 520),
        bank,
        dice.logBetween(0.12, 0.6),
        dice.between(0.02, Math.min(0.5, seconds / 3)),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    double end = (double) samples.length / sampleRate;
    for (double time = onset; time < end; time += interval) {
      double note = tonic * dice.choose(Melody.PENTATONIC);
      double force = dice.between(0.4, 1);
      bank.strike(samples, sampleRate, time + dice.between(0, 0.012), note, force);
    }
  }

  @Override
  public List<String> tags() {
    return List.of("melody", Wording.register(tonic * 1.5), Wording.tempo(1 / interval));
  }
}
