package org.aulos.runtime.dataset;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code manifest}.
 *
 * @param file the table, CSV ({@code .csv}) or JSON lines ({@code .jsonl}, {@code .ndjson})
 * @param labels the labels there may be, in the order of their classes; empty for any
 * @param otherColumns whether columns of other names may be there, which are then ignored
 */
@Describe(
    "Recordings listed in a CSV file with a header or in JSON lines: path (relative to the list),"
        + " and if known label, tags, fold, start and end in seconds, id, lyrics. Several labels"
        + " are separated by ';', tags by ';' or spaces; JSON may give arrays.")
public record ManifestOptions(
    @Describe("The list: .csv, .jsonl or .ndjson.") Path file,
    @Describe("The labels there may be, in the order of their classes; empty for any.")
        List<String> labels,
    @Describe("Whether columns of other names may be there, which are then ignored.")
        boolean otherColumns) {
  /** The list {@code data/manifest.csv}, any labels, no other columns. */
  public static final ManifestOptions DEFAULTS =
      new ManifestOptions(Path.of("manifest.csv"), List.of(), false);

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a label is blank or there twice, or the file's name has
   *     another ending
   */
  public ManifestOptions {
    labels = List.copyOf(labels);
    if (labels.stream().anyMatch(String::isBlank)
        || labels.stream().distinct().count() < labels.size()) {
      throw new IllegalArgumentException(
          "expected different labels, none of them blank, but was " + labels);
    }
    if (!List.of("csv", "jsonl", "ndjson").contains(AudioFiles.extension(file))) {
      throw new IllegalArgumentException(
          "expected a file that ends in .csv, .jsonl or .ndjson but was '" + file + "'");
    }
  }
}
