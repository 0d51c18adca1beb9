package org.aulos.runtime.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.api.AudioFile;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.Lyrics;
import org.aulos.api.Suggestions;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.ManifestOptions.Columns;

/**
 * The data set {@code manifest}: clips in the order of the list. Without an id of its own a clip is
 * called by its path as it is written, and by start and end if it is an excerpt.
 */
final class Manifest {
  private final Path file;
  private final boolean csv;
  private final ManifestOptions options;
  private final Columns columns;
  private final Problems problems = new Problems();
  private final Map<String, Long> lineOfId = new HashMap<>();

  private Manifest(Path file, ManifestOptions options) {
    this.file = file;
    this.csv = AudioFiles.extension(options.file()).equals("csv");
    this.options = options;
    this.columns = options.columns();
  }

  static Dataset create(ManifestOptions options, Resources resources) {
    return new Manifest(resources.file(options.file()), options).read();
  }

  /** The clips of a list, whatever further columns it has. */
  static Dataset read(Path file) {
    ManifestOptions usual = ManifestOptions.DEFAULTS;
    ManifestOptions options =
        new ManifestOptions(file, usual.labels(), true, usual.directory(), usual.columns());
    return new Manifest(file, options).read();
  }

  private Dataset read() {
    List<String> allowed = options.otherColumns() ? List.of() : columns.all();
    List<TableRow> rows =
        csv
            ? CsvTable.read(file, required(), allowed, problems)
            : JsonLines.read(file, allowed, problems);
    if (!csv && !rows.isEmpty()) {
      checkColumns(rows);
    }
    // In CSV a label left out among labels given is an oversight; in JSON it takes a decision.
    boolean labelled = csv && rows.stream().anyMatch(row -> row.has(columns.label()));
    List<Clip> clips = new ArrayList<>();
    for (TableRow row : rows) {
      clip(row, labelled).ifPresent(clips::add);
    }
    if (clips.isEmpty() && problems.none()) {
      problems.add(file, "lists no clip");
    }
    problems.throwIfAny("Data set 'manifest'", remedy());
    ListedDataset dataset = ListedDataset.of(clips);
    if (options.labels().isEmpty()) {
      return dataset;
    }
    Set<String> present = Set.copyOf(dataset.classes());
    return new ListedDataset(clips, options.labels().stream().filter(present::contains).toList());
  }

  private List<String> required() {
    Set<String> required = new LinkedHashSet<>(List.of(columns.path()));
    required.addAll(columns.chosen());
    return List.copyOf(required);
  }

  /** In JSON lines no header says which columns there are. */
  private void checkColumns(List<TableRow> rows) {
    for (String column : columns.chosen()) {
      if (rows.stream().noneMatch(row -> row.has(column))) {
        problems.add(file, "no line has the key '" + column + "'");
      }
    }
  }

  private Optional<Clip> clip(TableRow row, boolean labelled) {
    for (String column : columns.single()) {
      if (row.all(column).size() > 1) {
        add(row, "expected one %s but was %s".formatted(column, row.all(column)));
      }
    }
    List<String> labels = labels(row, labelled);
    double start = seconds(row, columns.start(), 0);
    double end = seconds(row, columns.end(), Double.POSITIVE_INFINITY);
    if (start >= end) {
      add(row, "expected start < end but was %s..%s s".formatted(start, end));
    }
    Optional<String> path = row.one(columns.path());
    if (path.isEmpty()) {
      add(row, "blank " + columns.path());
      return Optional.empty();
    }
    String id = row.one(columns.id()).orElse(id(row, path.get()));
    Long earlier = lineOfId.putIfAbsent(id, row.line());
    if (earlier != null) {
      add(row, "id '%s' is that of line %d".formatted(id, earlier));
    }
    Lyrics lyrics = row.one(columns.lyrics()).map(text -> new Lyrics(text, List.of())).orElse(null);
    String fold = row.one(columns.fold()).orElse(null);
    return AudioFiles.named(path.get(), folder(), file, row.line(), problems)
        .filter(found -> start < end)
        .map(found -> new AudioFile(found, start, end))
        .map(audio -> new Clip(id, audio, labels, tags(row), fold, lyrics));
  }

  private String remedy() {
    return "Correct these lines. A list has the columns %s, of which %s must be there; times are in seconds."
        .formatted(String.join(", ", columns.all()), String.join(", ", required()));
  }

  private void add(TableRow row, String text) {
    problems.add(file, row.line(), text);
  }

  private Path folder() {
    return file.resolveSibling(options.directory());
  }

  private String id(TableRow row, String path) {
    return row.one(columns.start()).isPresent() || row.one(columns.end()).isPresent()
        ? "%s#%s-%s"
            .formatted(
                path, row.one(columns.start()).orElse("0"), row.one(columns.end()).orElse("end"))
        : path;
  }

  private List<String> labels(TableRow row, boolean labelled) {
    List<String> labels = csv ? split(row, ";") : row.all(columns.label());
    if (labels.contains("") || (labelled && labels.isEmpty())) {
      add(row, "blank " + columns.label());
    }
    for (String label : labels) {
      if (!options.labels().isEmpty() && !label.isEmpty() && !options.labels().contains(label)) {
        add(
            row,
            "unknown label '%s'; %s".formatted(label, Suggestions.among(label, options.labels())));
      }
    }
    return List.copyOf(new LinkedHashSet<>(labels));
  }

  private List<String> split(TableRow row, String separator) {
    return row.all(columns.label()).stream()
        .flatMap(text -> Arrays.stream(text.split(separator, -1)))
        .map(String::strip)
        .toList();
  }

  /**
   * Tags: a list as it is; a single text is split at ; or, if it has none, at white space. Of
   * several columns each may be a phrase, so they are split at ; alone.
   */
  private List<String> tags(TableRow row) {
    List<String> texts =
        columns.tags().stream().flatMap(column -> row.all(column).stream()).toList();
    boolean several = columns.tags().size() > 1;
    if (!several && texts.size() != 1) {
      return texts;
    }
    Set<String> tags = new LinkedHashSet<>();
    for (String text : texts) {
      for (String tag : text.split(several || text.contains(";") ? ";" : "\\s+", -1)) {
        tags.add(tag.strip());
      }
    }
    tags.remove("");
    return List.copyOf(tags);
  }

  /** A time in seconds, or the given if the row has none. */
  private double seconds(TableRow row, String column, double otherwise) {
    Optional<String> text = row.one(column);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      double seconds = Double.parseDouble(text.get());
      if (seconds >= 0 && Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Reported with the numbers that are no times.
    }
    add(row, "expected %s in seconds, 0 or more, but was '%s'".formatted(column, text.get()));
    return otherwise;
  }
}
