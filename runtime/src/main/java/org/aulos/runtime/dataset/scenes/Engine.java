package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.Resonator;

/**
 * A combustion engine: a train of uneven pulses through the resonances of an exhaust.
 *
 * @param firings pulses in a second, at the start
 * @param revving factor by which they quicken or slow until the end
 * @param unevenness spread of their spacing and force
 * @param pipe first resonance of the exhaust, in Hz
 * @param rattle level of the noise in each pulse
 * @param seed of spacing, force and noise
 */
record Engine(
    double firings, double revving, double unevenness, double pipe, double rattle, long seed)
    implements Sound {
  /** In seconds: the time in which a pulse dies away. */
  private static final double PULSE_DECAY = 0.0012;

  static Sound draw(Dice dice, double seconds) {
    return new Engine(
        dice.logBetween(14, 80),
        dice.chance(0.5) ? dice.around(1, 0.04) : dice.logBetween(0.5, 2),
        dice.between(0.01, 0.15),
        dice.logBetween(70, 260),
        dice.between(0.05, 0.7),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    Resonator muffler = new Resonator(pipe, 50, sampleRate);
    Resonator second = new Resonator(dice.around(3.1, 0.1) * pipe, 120, sampleRate);
    double fade = StrictMath.exp(-1 / (PULSE_DECAY * sampleRate));
    double quickening = StrictMath.pow(revving, 1.0 / samples.length);
    double rate = firings / sampleRate;
    double due = 0;
    double pulse = 0;
    for (int i = 0; i < samples.length; i++) {
      due -= rate;
      rate *= quickening;
      if (due <= 0) {
        due += dice.around(1, unevenness);
        pulse += dice.around(1, 2 * unevenness);
      }
      pulse *= fade;
      double excitation = pulse * (1 + rattle * dice.white());
      samples[i] += muffler.next(excitation) + 0.7 * second.next(excitation) + 0.8 * excitation;
    }
  }

  @Override
  public List<String> tags() {
    String manner = revving > 1.1 ? "accelerating" : revving < 0.9 ? "slowing" : "idling";
    return List.of(manner, Wording.register(pipe), "rumbling");
  }
}
