package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.PluckedString;

/**
 * A plucked string instrument, playing single notes or strummed chords.
 *
 * @param tonic lowest note, in Hz
 * @param string how its strings sound
 * @param interval between notes or chords, in seconds
 * @param voices notes in a chord
 * @param onset of the first, in seconds
 * @param seed of the tune and the plucks
 */
record Plucking(
    double tonic, PluckedString string, double interval, int voices, double onset, long seed)
    implements Sound {
  private static final double STRUM_SECONDS = 0.02;

  static Sound draw(Dice dice, double seconds) {
    return new Plucking(
        dice.logBetween(82, 330),
        new PluckedString(
            dice.between(0.5, 0.9), dice.logBetween(0.7, 4), dice.between(0.07, 0.45)),
        dice.logBetween(0.2, 1.1),
        dice.chance(0.6) ? 1 : dice.integer(3, 4),
        dice.between(0.02, Math.min(0.5, seconds / 3)),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    double end = (double) samples.length / sampleRate;
    for (double time = onset; time < end; time += interval) {
      double force = dice.between(0.4, 1);
      double root = dice.choose(Melody.PENTATONIC.subList(0, 6));
      for (int voice = 0; voice < voices; voice++) {
        // Chords stack fifth, octave and tenth upon their root.
        double note = tonic * root * List.of(1.0, 1.5, 2.0, 2.5).get(voice);
        string.pluck(samples, sampleRate, time + voice * STRUM_SECONDS, note, force, dice);
      }
    }
  }

  @Override
  public List<String> tags() {
    return List.of(
        voices == 1 ? "melody" : "chords",
        Wording.register(tonic * 1.4),
        Wording.tempo(1 / interval));
  }
}
