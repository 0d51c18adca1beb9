package org.aulos.runtime.dataset.scenes;

import java.util.ArrayList;
import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.FormantVoice;
import org.aulos.runtime.dataset.synthesis.FormantVoice.Syllable;
import org.aulos.runtime.dataset.synthesis.Noise;
import org.aulos.runtime.dataset.synthesis.Phone;
import org.aulos.runtime.dataset.synthesis.Wavetable;

/** What is heard behind the sound of a clip. */
enum Background {
  /** The hum of the mains and of a ventilator in a room. */
  HUM("hum") {
    @Override
    void addTo(double[] samples, int sampleRate, Dice dice) {
      double mains = dice.chance(0.5) ? 50 : 60;
      Wavetable wave = Wavetable.harmonics(0.3, 1, 0.2, 0.5, 0.1, 0.3, 0, 0.15);
      Noise air = Noise.brown(dice, dice.logBetween(60, 300), sampleRate);
      double level = dice.between(0.2, 0.8);
      double start = dice.uniform();
      for (int i = 0; i < samples.length; i++) {
        samples[i] += level * wave.at(start + mains * i / sampleRate) + air.next();
      }
    }
  },

  /** Noise of equal power in each octave. */
  PINK_NOISE("pink-noise") {
    @Override
    void addTo(double[] samples, int sampleRate, Dice dice) {
      Noise noise = Noise.pink(dice);
      for (int i = 0; i < samples.length; i++) {
        samples[i] += noise.next();
      }
    }
  },

  /** The rumble of far traffic. */
  BROWN_NOISE("brown-noise") {
    @Override
    void addTo(double[] samples, int sampleRate, Dice dice) {
      Noise noise = Noise.brown(dice, dice.logBetween(40, 120), sampleRate);
      for (int i = 0; i < samples.length; i++) {
        samples[i] += noise.next();
      }
    }
  },

  /** Several people who talk at once. */
  BABBLE("babble") {
    private static final int TALKERS = 4;
    private static final List<Phone> VOWELS = List.of(Phone.A, Phone.E, Phone.I, Phone.O);
    private static final List<Phone> CONSONANTS =
        List.of(Phone.S, Phone.F, Phone.M, Phone.L, Phone.R, Phone.BURST_T, Phone.CLOSURE);

    @Override
    void addTo(double[] samples, int sampleRate, Dice dice) {
      double seconds = (double) samples.length / sampleRate;
      for (int talker = 0; talker < TALKERS; talker++) {
        FormantVoice voice =
            new FormantVoice(dice.between(0.9, 1.2), dice.between(5, 10), 0.1, 5, 0);
        voice.sing(samples, sampleRate, speech(dice, seconds), dice);
      }
    }

    private List<Syllable> speech(Dice dice, double seconds) {
      double pitch = dice.logBetween(90, 230);
      List<Syllable> syllables = new ArrayList<>();
      double time = dice.between(0, 0.3);
      while (time < seconds) {
        double end = time + dice.between(0.12, 0.3);
        List<Phone> phones = List.of(dice.choose(CONSONANTS), dice.choose(VOWELS));
        syllables.add(new Syllable(phones, time, end, dice.around(pitch, 0.15)));
        time = end + (dice.chance(0.15) ? dice.between(0.15, 0.5) : 0);
      }
      return syllables;
    }
  };

  private final String word;

  Background(String word) {
    this.word = word;
  }

  /** Its name as a tag. */
  String word() {
    return word;
  }

  /** Adds it over the whole buffer, at a level of its own choosing. */
  abstract void addTo(double[] samples, int sampleRate, Dice dice);
}
