package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.Wavetable;

/**
 * An electronic alarm: groups of equal beeps with a pause after each.
 *
 * @param hertz pitch
 * @param beepSeconds length of a beep and of the gap after it
 * @param beeps beeps in a group
 * @param pauseSeconds silence after a group
 * @param tilt fall of the harmonics, in dB an octave
 * @param square whether only odd harmonics sound
 * @param onset of the first beep, in seconds
 */
record Alarm(
    double hertz,
    double beepSeconds,
    int beeps,
    double pauseSeconds,
    double tilt,
    boolean square,
    double onset)
    implements Sound {
  private static final double EDGE_SECONDS = 0.003;

  static Sound draw(Dice dice, double seconds) {
    return new Alarm(
        dice.logBetween(700, 2000),
        dice.logBetween(0.05, 0.3),
        dice.integer(1, 5),
        dice.between(0.1, 0.8),
        dice.between(3, 9),
        dice.chance(0.6),
        dice.between(0, Math.min(0.6, seconds / 3)));
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Wavetable wave = Wavetable.falling(tilt, square, hertz, sampleRate);
    double group = 2 * beepSeconds * beeps + pauseSeconds;
    int first = (int) (onset * sampleRate);
    for (int i = first; i < samples.length; i++) {
      double time = (double) (i - first) / sampleRate;
      double inGroup = time - group * (int) (time / group);
      double inBeep = inGroup - 2 * beepSeconds * (int) (inGroup / (2 * beepSeconds));
      if (inGroup < 2 * beepSeconds * beeps && inBeep < beepSeconds) {
        double edge = Math.min(inBeep, beepSeconds - inBeep) / EDGE_SECONDS;
        samples[i] += Math.min(1, edge) * wave.at(time * hertz);
      }
    }
  }

  @Override
  public List<String> tags() {
    return List.of(
        "beeping", Wording.register(hertz), Wording.tempo(0.5 / beepSeconds), "electronic");
  }
}
