package org.aulos.runtime.dataset;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code esc-50}.
 *
 * @param directory the folder that holds {@code audio} and {@code meta}
 * @param subset which clips
 * @param folds the official folds to keep, as 1; empty for all
 */
@Describe(
    "Recordings in the layout of ESC-50: clips in audio/, listed in meta/esc50.csv or"
        + " meta/esc10.csv with their official folds.")
public record Esc50Options(
    @Describe("The folder that holds audio/ and meta/.") Path directory,
    @Describe("All clips that the list names, or only those of ESC-10.") Subset subset,
    @Describe("The official folds to keep, each a number from 1; empty for all.")
        List<String> folds) {
  /** Everything in the folder {@code data} of the configuration. */
  public static final Esc50Options DEFAULTS = new Esc50Options(Path.of("."), Subset.ALL, List.of());

  /** Which clips. */
  public enum Subset {
    /** All that the list names: those of ESC-10 only, if that is the list there is. */
    ALL,
    /** Those that the list marks as ESC-10's. */
    ESC10
  }

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a fold is no positive number or named twice
   */
  public Esc50Options {
    folds = List.copyOf(folds);
    if (folds.stream().anyMatch(fold -> !fold.matches("[1-9][0-9]{0,8}"))
        || folds.stream().distinct().count() < folds.size()) {
      throw new IllegalArgumentException(
          "expected different folds, each a number from 1, but was " + folds);
    }
  }
}
