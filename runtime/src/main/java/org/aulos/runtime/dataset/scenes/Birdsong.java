package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.Wavetable;

/**
 * A songbird: phrases of short whistled chirps.
 *
 * @param hertz middle of its range
 * @param syllable length of a chirp, in seconds
 * @param gap between chirps, in seconds
 * @param chirps chirps in a phrase
 * @param rest between phrases, in seconds
 * @param sweep octaves that a chirp may glide
 * @param onset of the first chirp, in seconds
 * @param seed of the chirps
 */
record Birdsong(
    double hertz,
    double syllable,
    double gap,
    int chirps,
    double rest,
    double sweep,
    double onset,
    long seed)
    implements Sound {
  static Sound draw(Dice dice, double seconds) {
    return new Birdsong(
        dice.logBetween(2300, 5200),
        dice.logBetween(0.03, 0.22),
        dice.logBetween(0.02, 0.15),
        dice.integer(2, 9),
        dice.between(0.2, 0.9),
        dice.between(0.2, 0.9),
        dice.between(0, Math.min(0.5, seconds / 3)),
        dice.next());
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Dice dice = new Dice(seed);
    double end = (double) samples.length / sampleRate;
    double time = onset;
    while (time < end) {
      double from = dice.between(-0.5, 0.5) * sweep;
      double to = dice.between(-0.5, 0.5) * sweep;
      for (int chirp = 0; chirp < chirps && time < end; chirp++) {
        if (dice.chance(0.3)) {
          from = dice.between(-0.5, 0.5) * sweep;
          to = dice.between(-0.5, 0.5) * sweep;
        }
        chirp(samples, sampleRate, time, from, to, dice.between(0.4, 1));
        time += syllable + gap;
      }
      time += rest;
    }
  }

  /** One whistle that glides between two distances from the middle, in octaves. */
  private void chirp(
      double[] samples, int sampleRate, double start, double from, double to, double level) {
    int first = (int) (start * sampleRate);
    int length = Math.max(1, (int) (syllable * sampleRate));
    double pitch = hertz * StrictMath.pow(2, from) / sampleRate;
    double glide = StrictMath.pow(2, (to - from) / length);
    double turns = 0;
    for (int i = first; i < Math.min(first + length, samples.length); i++) {
      double part = (double) (i - first) / length;
      // A half sine, squared: no click at either end.
      double envelope = Wavetable.SINE.at(part / 2);
      turns += Math.min(pitch, 0.45);
      pitch *= glide;
      double tone = Wavetable.SINE.at(turns) + 0.08 * Wavetable.SINE.at(2 * turns);
      samples[i] += level * envelope * envelope * tone;
    }
  }

  @Override
  public List<String> tags() {
    return List.of("chirping", Wording.register(hertz), Wording.tempo(1 / (syllable + gap)));
  }
}
