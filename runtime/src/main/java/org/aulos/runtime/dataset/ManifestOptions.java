package org.aulos.runtime.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.aulos.api.spi.Describe;

/**
 * Options of {@code manifest}.
 *
 * @param file the table, CSV ({@code .csv}) or JSON lines ({@code .jsonl}, {@code .ndjson})
 * @param labels the labels there may be, in the order of their classes; empty for any
 * @param otherColumns whether columns of other names may be there, which are then ignored
 * @param directory the folder that paths start from, itself starting from that of the list, not
 *     from that of the configuration
 * @param columns what the columns are called
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
        boolean otherColumns,
    @Describe("The folder that paths start from, itself starting from that of the list.")
        String directory,
    @Describe("What the columns are called.") Columns columns) {
  /** The list {@code data/manifest.csv}, any labels, no other columns. */
  public static final ManifestOptions DEFAULTS =
      new ManifestOptions(Path.of("manifest.csv"), List.of(), false, ".", Columns.DEFAULTS);

  /**
   * What the columns of a list are called; an empty name leaves one out.
   *
   * @param path the recording
   * @param label its label or labels
   * @param tags its tags; several columns give theirs in turn
   * @param fold its part for training and test
   * @param start where the clip begins in the recording, in seconds
   * @param end where it ends, in seconds
   * @param id the name of the clip
   * @param lyrics the words that are sung
   */
  @Describe("What the columns of a list are called; an empty name leaves one out.")
  public record Columns(
      @Describe("The recording.") String path,
      @Describe("Its label or labels.") String label,
      @Describe("Its tags; several columns give theirs in turn.") List<String> tags,
      @Describe("Its part for training and test.") String fold,
      @Describe("Where the clip begins in the recording, in seconds.") String start,
      @Describe("Where it ends, in seconds.") String end,
      @Describe("The name of the clip.") String id,
      @Describe("The words that are sung.") String lyrics) {
    /** Each as its key. */
    public static final Columns DEFAULTS =
        new Columns("path", "label", List.of("tags"), "fold", "start", "end", "id", "lyrics");

    /**
     * Checked names.
     *
     * @throws IllegalArgumentException if the one of the recordings has none
     */
    public Columns {
      tags = List.copyOf(tags);
      if (path.isBlank()) {
        throw new IllegalArgumentException(
            "expected the name of a column of paths, but it is blank");
      }
    }

    /** All that have a name, each once. */
    List<String> all() {
      return Stream.of(List.of(path, label), tags, List.of(fold, start, end, id, lyrics))
          .flatMap(List::stream)
          .filter(column -> !column.isBlank())
          .distinct()
          .toList();
    }

    /** Those that are not called as usual, so a list without one is not the list that was meant. */
    List<String> chosen() {
      List<String> usual = DEFAULTS.all();
      return all().stream().filter(column -> !usual.contains(column)).toList();
    }

    /** Those of which a clip has one value; some may be without a name. */
    List<String> single() {
      return List.of(path, fold, start, end, id, lyrics);
    }
  }

  /**
   * Checked options.
   *
   * @throws IllegalArgumentException if a label is blank or there twice, the file's name has
   *     another ending, or {@code directory} is no path
   */
  public ManifestOptions {
    labels = List.copyOf(labels);
    Objects.requireNonNull(Path.of(directory));
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
