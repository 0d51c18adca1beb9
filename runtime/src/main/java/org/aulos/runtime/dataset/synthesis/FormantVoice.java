package org.aulos.runtime.dataset.synthesis;

import java.util.List;

/**
 * A singing voice: a band-limited pulse wave and breath through a cascade of five formants, with
 * noise beside it for consonants (after Klatt 1980).
 *
 * @param tract formant frequencies over those of an adult male; about 1.17 for a woman
 * @param tilt fall of the source, in dB an octave; soft voices fall faster
 * @param breath amplitude of the breath beside the voice, 0 to 1
 * @param vibratoHertz rate of the vibrato
 * @param vibratoDepth its depth, as a part of the pitch
 */
public record FormantVoice(
    double tract, double tilt, double breath, double vibratoHertz, double vibratoDepth) {
  /** Times at which pitch, formants and levels move, in each second. */
  private static final int STEPS_PER_SECOND = 250;

  private static final double[] HIGHER_FORMANTS = {3300, 3850};
  private static final double[] BANDWIDTHS = {70, 100, 130, 180, 250};

  /**
   * A sung syllable.
   *
   * @param phones its sounds; exactly one is a vowel
   * @param startSeconds its start
   * @param endSeconds its end
   * @param frequency its pitch, in Hz
   */
  public record Syllable(
      List<Phone> phones, double startSeconds, double endSeconds, double frequency) {
    /** A syllable. */
    public Syllable {
      phones = List.copyOf(phones);
    }

    /** What sounds at a time within the syllable: the vowel takes what the consonants leave. */
    private Phone at(double seconds) {
      double consonants = phones.stream().mapToDouble(Phone::seconds).sum();
      double vowel = Math.max(0, endSeconds - startSeconds - consonants);
      double end = startSeconds;
      for (Phone phone : phones) {
        end += phone.seconds() == 0 ? vowel : phone.seconds();
        if (seconds < end) {
          return phone;
        }
      }
      return phones.get(phones.size() - 1);
    }
  }

  /**
   * Adds a phrase. Outside its syllables the voice is silent; it begins and ends each within 4 ms,
   * the pace at which it moves, and then fades by half in each 4 ms.
   *
   * @param phrase syllables in order of time, which do not overlap
   * @param dice of breath and consonants
   */
  public void sing(double[] samples, int sampleRate, List<Syllable> phrase, Dice dice) {
    if (phrase.isEmpty()) {
      return;
    }
    double highest = phrase.stream().mapToDouble(Syllable::frequency).max().orElseThrow();
    Wavetable source = Wavetable.falling(tilt, false, highest * (1 + vibratoDepth), sampleRate);
    Throat throat = new Throat(sampleRate, phrase.get(0), source, dice);
    int step = Math.max(1, sampleRate / STEPS_PER_SECOND);
    int syllable = 0;
    for (int from = 0; from < samples.length; from += step) {
      double now = (double) from / sampleRate;
      while (syllable < phrase.size() - 1 && now >= phrase.get(syllable).endSeconds()) {
        syllable++;
      }
      throat.move(now, phrase.get(syllable));
      throat.sound(samples, from, Math.min(from + step, samples.length));
    }
  }

  /** The moving parts of the voice. */
  private final class Throat {
    /** Parts of the way to its target that a level, a formant and the pitch go in each step. */
    private static final double LEVEL_PACE = 0.5;

    private static final double FORMANT_PACE = 0.25;
    private static final double PITCH_PACE = 0.2;

    /** Brings noise, which passes no formants, to the level of the voice, which does. */
    private static final double FRICTION_GAIN = 2.5;

    private final int sampleRate;
    private final Wavetable source;
    private final Dice dice;
    private final Resonator[] formants;
    private final double[] frequencies = new double[3];
    private final StateVariableFilter consonant;
    private double pitch;
    private double phase;
    private double increment;
    private double voicing;
    private double friction;
    private double nextVoicing;
    private double nextFriction;

    Throat(int sampleRate, Syllable first, Wavetable source, Dice dice) {
      this.sampleRate = sampleRate;
      this.source = source;
      this.dice = dice;
      pitch = first.frequency();
      consonant = new StateVariableFilter(3000, 1.5, sampleRate);
      double[] start = targets(first.phones().get(0));
      System.arraycopy(start, 0, frequencies, 0, frequencies.length);
      formants = new Resonator[BANDWIDTHS.length];
      for (int i = 0; i < formants.length; i++) {
        double hertz = i < 3 ? start[i] : tract * HIGHER_FORMANTS[i - 3];
        formants[i] = new Resonator(audible(hertz), BANDWIDTHS[i], sampleRate);
      }
    }

    private double[] targets(Phone phone) {
      return new double[] {tract * phone.first(), tract * phone.second(), tract * phone.third()};
    }

    private double audible(double hertz) {
      return Math.min(hertz, 0.45 * sampleRate);
    }

    void move(double now, Syllable syllable) {
      boolean sounding = now >= syllable.startSeconds() && now < syllable.endSeconds();
      Phone phone = syllable.at(Math.max(now, syllable.startSeconds()));
      pitch += PITCH_PACE * (syllable.frequency() - pitch);
      double vibrato = vibratoDepth * Wavetable.SINE.at(now * vibratoHertz);
      increment = pitch * (1 + vibrato) / sampleRate;
      double[] targets = targets(phone);
      for (int i = 0; i < frequencies.length; i++) {
        frequencies[i] += FORMANT_PACE * (targets[i] - frequencies[i]);
        formants[i].tune(audible(frequencies[i]), BANDWIDTHS[i]);
      }
      nextVoicing = voicing + LEVEL_PACE * ((sounding ? phone.voicing() : 0) - voicing);
      nextFriction = friction + LEVEL_PACE * ((sounding ? phone.friction() : 0) - friction);
      consonant.tune(tract * phone.frictionHertz(), 1.5);
    }

    void sound(double[] samples, int from, int to) {
      double voicingStep = (nextVoicing - voicing) / (to - from);
      double frictionStep = (nextFriction - friction) / (to - from);
      for (int i = from; i < to; i++) {
        voicing += voicingStep;
        friction += frictionStep;
        phase += increment;
        double noise = dice.white();
        double sample = voicing * (source.at(phase) + breath * noise);
        for (Resonator formant : formants) {
          sample = formant.next(sample);
        }
        consonant.take(noise);
        samples[i] += sample + FRICTION_GAIN * friction * consonant.band();
      }
    }
  }
}
