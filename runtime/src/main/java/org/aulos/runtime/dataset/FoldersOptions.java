package org.aulos.runtime.dataset;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code folders}.
 *
 * @param directory the folder that holds one folder for each class
 * @param folds folds that each class is dealt over, 2 to 1,000; 0 for none
 * @param seed of the dealing
 */
@Describe(
    "Recordings in a folder for each class, which gives the label; folders within it are searched"
        + " too. Hidden files and files that are not audio are left alone.")
public record FoldersOptions(
    @Describe("The folder that holds one folder for each class.") Path directory,
    @Describe("Folds that each class is dealt over evenly, 2 to 1000; 0 for none.") int folds,
    @Describe("Seed of the dealing; the seed of the run does not change it.") long seed) {
  /** The class folders in the folder {@code data} of the configuration, in five folds. */
  public static final FoldersOptions DEFAULTS = new FoldersOptions(Path.of("."), 5, 1);

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if the number of folds is out of its range
   */
  public FoldersOptions {
    OptionRanges.requireFolds("folds", folds);
  }
}
