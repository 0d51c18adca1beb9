package org.aulos.runtime.dataset;

import static org.aulos.runtime.dataset.OptionRanges.requireWithin;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code nsynth}.
 *
 * @param directory the folder that the data set was unpacked into
 * @param complete whether every recording must be there
 * @param folds the parts to keep; empty for all
 * @param families the families of instruments to keep; empty for all
 * @param trainingNotes a list of the notes of the training part to keep; an empty path for all
 * @param notesPerFamily notes of each family to draw from the training part; 0 for all
 * @param seed of that draw
 */
@Describe("Notes of instruments in the layout of NSynth; the label is the family.")
public record NsynthOptions(
    @Describe("The folder that the data set was unpacked into.") Path directory,
    @Describe(
            "Whether every published recording must be there; if not, what is missing is left"
                + " out.")
        boolean complete,
    @Describe("The parts to keep: train, validation, test; empty for all.") List<String> folds,
    @Describe("The families of instruments to keep, as bass; empty for all.") List<String> families,
    @Describe(
            "The notes of the training part to keep: JSON of lists of their names, such as the"
                + " nsynth_selected_sounds_per_class.json of COALA's authors. Nothing is drawn"
                + " then.")
        Path trainingNotes,
    @Describe("Notes of each family to draw from the training part; 0 for all.") int notesPerFamily,
    @Describe("Seed of that draw; the seed of the run does not change it.") long seed) {
  private static final Set<String> FOLDS =
      Set.of(PublishedFolder.TRAIN, PublishedFolder.VALIDATION, PublishedFolder.TEST);

  /** A complete copy in the folder {@code data} of the configuration, all of it. */
  public static final NsynthOptions DEFAULTS =
      new NsynthOptions(Path.of("."), true, List.of(), List.of(), Path.of(""), 0, 1);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a fold is none, something is named twice or a number is out
   *     of its range
   */
  public NsynthOptions {
    folds = List.copyOf(folds);
    families = List.copyOf(families);
    if (!FOLDS.containsAll(folds) || folds.stream().distinct().count() < folds.size()) {
      throw new IllegalArgumentException(
          "expected folds among train, validation, test, each once, but was " + folds);
    }
    if (families.stream().distinct().count() < families.size()) {
      throw new IllegalArgumentException("expected each family once but was " + families);
    }
    requireWithin("notesPerFamily", notesPerFamily, 0, 100_000);
  }

  /** Whether the notes of the training part are listed. */
  boolean listed() {
    return !trainingNotes.toString().isEmpty();
  }

  /** Whether a fold is kept. */
  boolean keepsFold(String fold) {
    return folds.isEmpty() || folds.contains(fold);
  }

  /** Whether a family is kept. */
  boolean keepsFamily(String family) {
    return families.isEmpty() || families.contains(family);
  }

  /** The options that published data sets share. */
  PublishedOptions published() {
    return new PublishedOptions(directory, complete);
  }
}
