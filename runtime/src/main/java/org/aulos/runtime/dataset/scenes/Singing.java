package org.aulos.runtime.dataset.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.aulos.api.Lyrics;
import org.aulos.api.Lyrics.TimedWord;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.FormantVoice;
import org.aulos.runtime.dataset.synthesis.FormantVoice.Syllable;
import org.aulos.runtime.dataset.synthesis.Phone;

/**
 * A voice that sings solfège: each word is the name of the note that it is sung on.
 *
 * @param voice who sings
 * @param tonic pitch of do, in Hz
 * @param notes what is sung
 * @param tempo notes in a second
 * @param seed of breath and consonants
 */
record Singing(FormantVoice voice, double tonic, List<Note> notes, double tempo, long seed)
    implements Sound {
  private static final List<Word> WORDS =
      List.of(
          new Word("do", List.of(Phone.VOICED_CLOSURE, Phone.BURST_D, Phone.O)),
          new Word("re", List.of(Phone.R, Phone.E)),
          new Word("mi", List.of(Phone.M, Phone.I)),
          new Word("fa", List.of(Phone.F, Phone.A)),
          new Word("sol", List.of(Phone.S, Phone.O, Phone.L)),
          new Word("la", List.of(Phone.L, Phone.A)),
          new Word("ti", List.of(Phone.CLOSURE, Phone.BURST_T, Phone.I)));

  Singing {
    notes = List.copyOf(notes);
  }

  /** The name of a note of the scale, and how it is spoken. */
  private record Word(String text, List<Phone> phones) {}

  /**
   * A sung word.
   *
   * @param degree of the scale, from 0
   * @param startSeconds its start
   * @param endSeconds its end
   */
  record Note(int degree, double startSeconds, double endSeconds) {}

  static Sound draw(Dice dice, double seconds) {
    boolean high = dice.chance(0.5);
    FormantVoice voice =
        new FormantVoice(
            high ? dice.between(1.1, 1.22) : dice.between(0.94, 1.06),
            dice.between(4, 7.5),
            dice.between(0.02, 0.12),
            dice.between(4.8, 6.6),
            dice.between(0.004, 0.016));
    double tonic = high ? dice.logBetween(220, 400) : dice.logBetween(98, 200);
    double tempo = dice.logBetween(1.6, 3.6);
    return new Singing(voice, tonic, phrase(dice, tempo, seconds), tempo, dice.next());
  }

  /** A walk along the scale, with a breath here and there. */
  private static List<Note> phrase(Dice dice, double tempo, double seconds) {
    List<Note> notes = new ArrayList<>();
    int degree = dice.integer(0, WORDS.size() - 1);
    double time = dice.between(0, Math.min(0.4, seconds / 4));
    while (time < seconds) {
      double beat = (dice.chance(0.2) ? 2 : 1) / tempo;
      double end = Math.min(time + beat * dice.between(0.85, 0.98), seconds);
      // A note cut to less than this by the end of the clip would not be understood.
      if (end - time >= 0.15 || notes.isEmpty()) {
        notes.add(new Note(degree, time, end));
      }
      time += beat * (dice.chance(0.12) ? 2 : 1);
      degree = Math.floorMod(degree + dice.choose(List.of(-2, -1, -1, 1, 1, 2, 3)), WORDS.size());
    }
    return notes;
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    List<Syllable> syllables =
        notes.stream()
            .map(
                note ->
                    new Syllable(
                        WORDS.get(note.degree()).phones(),
                        note.startSeconds(),
                        note.endSeconds(),
                        tonic * Melody.MAJOR.get(note.degree())))
            .toList();
    voice.sing(samples, sampleRate, syllables, new Dice(seed));
  }

  @Override
  public List<String> tags() {
    return List.of("melody", Wording.register(tonic * 1.4), Wording.tempo(tempo));
  }

  @Override
  public Optional<Lyrics> lyrics() {
    List<TimedWord> words =
        notes.stream()
            .map(
                note ->
                    new TimedWord(
                        WORDS.get(note.degree()).text(), note.startSeconds(), note.endSeconds()))
            .toList();
    String text = words.stream().map(TimedWord::word).collect(Collectors.joining(" "));
    return Optional.of(new Lyrics(text, words));
  }
}
