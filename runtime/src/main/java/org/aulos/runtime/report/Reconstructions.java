package org.aulos.runtime.report;

import java.util.ArrayList;
import java.util.List;
import org.aulos.api.AudioException;
import org.aulos.api.AulosException;
import org.aulos.api.BandLevels;
import org.aulos.runtime.train.KeptReconstructions;
import org.aulos.runtime.train.KeptReconstructions.Example;
import org.aulos.runtime.train.KeptReconstructions.Of;
import org.aulos.runtime.train.TrainFolder;
import org.jspecify.annotations.Nullable;

/**
 * Examples beside what the model of a training makes of them.
 *
 * @param step after which they were tried
 * @param range dB from black to the lightest
 * @param shading the colours of that range, from left to right
 */
record Reconstructions(String step, int range, String shading, List<Card> cards) {
  /** Bytes of all sounds together: they bound the size of the page. */
  private static final long MOST_BYTES = 16L << 20;

  /** An example. */
  record Card(
      String clip,
      String span,
      @Nullable Pair pair,
      @Nullable String original,
      @Nullable String problem) {}

  /**
   * Two pictures on one scale, with their sounds.
   *
   * @param from time at the left edge
   * @param to time at the right edge
   */
  record Pair(List<Spectrogram.Tick> ticks, String from, String to, List<Side> sides) {}

  /** The input or the output. */
  record Side(String title, String picture, String sound) {}

  /** The examples of a training; null if it has shown none. */
  static @Nullable Reconstructions of(TrainFolder folder) {
    KeptReconstructions kept = folder.reconstructions().orElse(null);
    if (kept == null || kept.examples().isEmpty()) {
      return null;
    }
    int count = Math.min(KeptReconstructions.MOST_EXAMPLES, kept.examples().size());
    List<Card> cards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cards.add(card(folder, kept, i, MOST_BYTES / Of.values().length / count));
    }
    return new Reconstructions(
        Numbers.count(kept.step()),
        Spectrogram.RANGE,
        Pictures.dataUri(Spectrogram.shading()),
        cards);
  }

  private static Card card(TrainFolder folder, KeptReconstructions kept, int number, long bytes) {
    Example example = kept.examples().get(number);
    try {
      BandLevels input = kept.levels(folder, number, Of.INPUT);
      BandLevels output = kept.levels(folder, number, Of.OUTPUT);
      double end = example.start() + input.frames() * input.secondsPerFrame();
      String from = Numbers.duration(example.start());
      String to = Numbers.duration(end);
      double loudest = Math.max(loudest(input), loudest(output));
      List<Side> sides =
          List.of(
              new Side(
                  "Input", picture(input, loudest), sound(folder, kept, number, Of.INPUT, bytes)),
              new Side(
                  "Output",
                  picture(output, loudest),
                  sound(folder, kept, number, Of.OUTPUT, bytes)));
      return new Card(
          example.clip(),
          from + " to " + to,
          new Pair(Spectrogram.ticks(example.frequencies()), from, to, sides),
          sound(folder, kept, number, Of.ORIGINAL, bytes),
          null);
    } catch (AulosException e) {
      return new Card(example.clip(), "", null, null, e.getMessage());
    }
  }

  private static double loudest(BandLevels levels) {
    double loudest = Double.NEGATIVE_INFINITY;
    for (float level : levels.decibels()) {
      loudest = Math.max(loudest, level);
    }
    return loudest;
  }

  private static String picture(BandLevels levels, double loudest) {
    return Pictures.dataUri(Spectrogram.of(levels, loudest));
  }

  /**
   * A sound inside a URI.
   *
   * @throws AudioException if it cannot be read
   */
  private static String sound(
      TrainFolder folder, KeptReconstructions kept, int number, Of what, long bytes) {
    Recording recording =
        Recording.read(
            folder.path(), kept.sound(number, what), KeptReconstructions.MOST_SECONDS, bytes);
    return Pictures.dataUri("audio/wav", recording.wav());
  }
}
