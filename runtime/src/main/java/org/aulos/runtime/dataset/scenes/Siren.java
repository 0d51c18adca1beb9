package org.aulos.runtime.dataset.scenes;

import java.util.List;
import java.util.Locale;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.Wavetable;

/**
 * A siren that chirps up and down or alternates between two tones.
 *
 * @param manner how its pitch goes
 * @param low lowest pitch, in Hz
 * @param high highest pitch, in Hz
 * @param period of the pitch, in seconds
 * @param phase part of the period that has passed when it begins
 * @param tilt fall of the harmonics, in dB an octave
 */
record Siren(Manner manner, double low, double high, double period, double phase, double tilt)
    implements Sound {
  /** How the pitch of a siren goes. */
  enum Manner {
    /** Slowly up and down. */
    WAIL,
    /** The same, quickly. */
    YELP,
    /** Two tones in turn. */
    TWO_TONE
  }

  static Sound draw(Dice dice, double seconds) {
    Manner manner = dice.choose(List.of(Manner.values()));
    double low = dice.logBetween(350, 800);
    double ratio = manner == Manner.TWO_TONE ? dice.between(1.2, 1.5) : dice.between(1.7, 2.8);
    double period =
        switch (manner) {
          case WAIL -> dice.logBetween(1.5, 4);
          case YELP -> dice.logBetween(0.22, 0.5);
          case TWO_TONE -> dice.logBetween(0.7, 1.4);
        };
    return new Siren(manner, low, low * ratio, period, dice.uniform(), dice.between(7, 18));
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    Wavetable wave = Wavetable.falling(tilt, false, high, sampleRate);
    double turns = 0;
    for (int i = 0; i < samples.length; i++) {
      double periods = (double) i / sampleRate / period + phase;
      double part = periods - (int) periods;
      turns += (low + (high - low) * height(part)) / sampleRate;
      samples[i] += wave.at(turns);
    }
  }

  /** Height of the pitch in [0, 1] at a part of the period. */
  private double height(double part) {
    if (manner == Manner.TWO_TONE) {
      return part < 0.5 ? 0 : 1;
    }
    // Rises for a third of the period and falls for the rest, rounded at both ends.
    double linear = part < 0.35 ? part / 0.35 : (1 - part) / 0.65;
    return linear * linear * (3 - 2 * linear);
  }

  @Override
  public List<String> tags() {
    return List.of(
        manner.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        Wording.register((low + high) / 2),
        Wording.tempo(1 / period));
  }
}
