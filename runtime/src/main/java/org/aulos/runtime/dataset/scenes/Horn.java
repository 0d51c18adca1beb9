package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.Wavetable;

/**
 * The horn of a car, a lorry or a train: long blasts of one to three rich tones.
 *
 * @param hertz lowest tone
 * @param tones how many sound together
 * @param blast length of a blast, in seconds
 * @param pause after it, in seconds
 * @param tilt fall of the harmonics, in dB an octave
 * @param onset of the first blast, in seconds
 */
record Horn(double hertz, int tones, double blast, double pause, double tilt, double onset)
    implements Sound {
  /** Thirds and a fifth, mistuned as horns are. */
  private static final List<Double> CHORD = List.of(1.0, 1.253, 1.49);

  private static final double EDGE_SECONDS = 0.03;

  static Sound draw(Dice dice, double seconds) {
    return new Horn(
        dice.logBetween(150, 480),
        dice.integer(1, 3),
        dice.logBetween(0.25, 2),
        dice.between(0.15, 0.7),
        dice.between(2, 9),
        dice.between(0, Math.min(0.6, seconds / 3)));
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Wavetable wave = Wavetable.falling(tilt, false, 1.5 * hertz, sampleRate);
    int first = (int) (onset * sampleRate);
    for (int i = first; i < samples.length; i++) {
      double time = (double) (i - first) / sampleRate;
      double inBlast = time - (blast + pause) * (int) (time / (blast + pause));
      if (inBlast < blast) {
        double edge = Math.min(1, Math.min(inBlast, blast - inBlast) / EDGE_SECONDS);
        for (int tone = 0; tone < tones; tone++) {
          samples[i] += edge * wave.at(time * hertz * CHORD.get(tone));
        }
      }
    }
  }

  @Override
  public List<String> tags() {
    return List.of(
        tones == 1 ? "single" : "chord", Wording.register(hertz), blast > 0.8 ? "long" : "short");
  }
}
