package org.aulos.runtime.dataset;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code audio-pairs}.
 *
 * @param file the list of pairs
 * @param foreground folder of the sounds that Scaper's recipes name, if there are such
 * @param background folder of the backgrounds that they name
 */
@Describe(
    "Pairs of clips and a text that leads from one to the other, from a CSV file with the columns"
        + " query, target, text and fold; a clip is a sound file or a recipe of Scaper (.jams).")
public record AudioPairsOptions(
    @Describe("The list, with the columns query, target, text, fold, query-labels, target-labels.")
        Path file,
    @Describe("Folder of the sounds that recipes name, as audio/ of ESC-50.") Path foreground,
    @Describe("Folder of the backgrounds that recipes name, as that of FSD50K.") Path background) {
  /** A list {@code pairs.csv}, and sound files in the folder {@code data} of the configuration. */
  public static final AudioPairsOptions DEFAULTS =
      new AudioPairsOptions(Path.of("pairs.csv"), Path.of("."), Path.of("."));
}
