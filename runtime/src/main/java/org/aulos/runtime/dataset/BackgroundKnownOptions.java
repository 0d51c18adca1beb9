package org.aulos.runtime.dataset;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code background-known}.
 *
 * @param foreground name of the data set of the sounds to be recognised; empty for {@code
 *     synthetic-scenes}
 * @param background name of the data set of the backgrounds; empty for {@code synthetic-scenes}
 * @param testFolds folds, of either data set, whose clips are tested with; those of a fold called
 *     {@code test} are too
 * @param mixtures how often each sound is mixed, with a background drawn anew each time, 1 to 100
 * @param seconds length of a mixture and of a background, 0.5 to 60 s
 * @param minSnr least loudness of the sound over that of the background, in dB, from -60
 * @param maxSnr greatest such ratio, in dB, up to 60
 * @param seed of the backgrounds, excerpts and ratios
 */
@Describe(
    "Sounds of one data set, each mixed with a background of another, and three excerpts of the"
        + " background: the one in the mixture, one that shares half of it, and one that shares"
        + " nothing.")
public record BackgroundKnownOptions(
    @Describe("Name of the data set of the labelled sounds; empty for synthesised ones.")
        String foreground,
    @Describe("Name of the data set of the backgrounds; empty for synthesised ones.")
        String background,
    @Describe("Folds of either data set that are tested with, beside one called test.")
        List<String> testFolds,
    @Describe("Mixtures of each sound, 1 to 100. Each is learnt from; tested, a sound counts once.")
        int mixtures,
    @Describe("Length of a mixture in seconds, 0.5 to 60; backgrounds last twice that at least.")
        double seconds,
    @Describe("Least loudness of the sound over its background in dB, from -60.") double minSnr,
    @Describe("Greatest loudness of the sound over its background in dB, up to 60.") double maxSnr,
    @Describe("Seed of the mixtures; the seed of the run does not change them.") long seed) {
  /**
   * One mixture of each sound, five seconds at 0 to 3 dB, tested with folds 4 and 5, as published;
   * of synthesised sounds and backgrounds.
   */
  public static final BackgroundKnownOptions DEFAULTS =
      new BackgroundKnownOptions("", "", List.of("4", "5"), 1, 5, 0, 3, 1);

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public BackgroundKnownOptions {
    testFolds = List.copyOf(testFolds);
    OptionRanges.requireWithin("mixtures", mixtures, 1, 100);
    OptionRanges.requireWithin("seconds", seconds, 0.5, 60);
    OptionRanges.requireWithin("minSnr", minSnr, -60, 60);
    OptionRanges.requireWithin("maxSnr", maxSnr, minSnr, 60);
  }
}
