package org.aulos.runtime.dataset;

import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code transposed}.
 *
 * @param dataset name of the data set, whose files last ten minutes at most
 * @param semitones by how many each clip is transposed, each time as a clip of its own, -24 to 24;
 *     0 is the clip as it is
 */
@Describe(
    "The clips of another data set at several pitches, each played slower or faster: more of what"
        + " there is too little of to learn from.")
public record TransposedOptions(
    @Describe("Name of the data set; folds, if there are any, are dealt in it.") String dataset,
    @Describe("Semitones up, each -24 to 24 and a clip of its own; 0: as it is.")
        List<Integer> semitones) {
  /** Up to two semitones down and up; the data set must be named. */
  public static final TransposedOptions DEFAULTS =
      new TransposedOptions("", List.of(-2, -1, 0, 1, 2));

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a number of semitones is named twice or out of its range,
   *     or there is none
   */
  public TransposedOptions {
    semitones = List.copyOf(semitones);
    if (semitones.isEmpty() || semitones.stream().distinct().count() < semitones.size()) {
      throw new IllegalArgumentException(
          "expected different semitones, one at least, but was " + semitones);
    }
    semitones.forEach(each -> OptionRanges.requireWithin("semitones", each, -24, 24));
  }
}
