package org.aulos.runtime.dataset;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code difference-pairs}.
 *
 * @param foreground name of the data set of the sounds; empty for {@code synthetic-scenes}
 * @param background name of the data set of the backgrounds; empty for {@code synthetic-scenes}
 * @param testFolds folds, of either data set, whose clips are tested with; those of a fold called
 *     {@code test} are too
 * @param pairs number of pairs for training, 4 to 100,000
 * @param testPairs number of pairs for test, 2 to 100,000
 * @param seconds length of a clip, 1 to 60 s
 * @param seed of the pairs
 */
@Describe(
    "Pairs of soundscapes that differ in one thing, which a text says: a sound is added, taken away,"
        + " louder or softer, or the background is.")
public record DifferencePairsOptions(
    @Describe("Name of the data set of the labelled sounds; empty for synthesised ones.")
        String foreground,
    @Describe("Name of the data set of the backgrounds; empty for synthesised ones.")
        String background,
    @Describe("Folds of either data set that are tested with, beside one called test.")
        List<String> testFolds,
    @Describe("Pairs for training, 4 to 100000.") int pairs,
    @Describe("Pairs for test, 2 to 100000.") int testPairs,
    @Describe("Length of a clip in seconds, 1 to 60.") double seconds,
    @Describe("Seed of the pairs; the seed of the run does not change them.") long seed) {
  /** Five hundred pairs of four seconds, one fifth of them for test; everything synthesised. */
  public static final DifferencePairsOptions DEFAULTS =
      new DifferencePairsOptions("", "", List.of("4", "5"), 400, 100, 4, 1);

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DifferencePairsOptions {
    testFolds = List.copyOf(testFolds);
    OptionRanges.requireWithin("pairs", pairs, 4, 100_000);
    OptionRanges.requireWithin("testPairs", testPairs, 2, 100_000);
    OptionRanges.requireWithin("seconds", seconds, 1, 60);
  }
}
