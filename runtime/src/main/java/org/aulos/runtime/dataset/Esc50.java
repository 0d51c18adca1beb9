package org.aulos.runtime.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.aulos.api.AudioFile;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.Esc50Options.Subset;

/**
 * The data set {@code esc-50} (Piczak 2015, "ESC: Dataset for Environmental Sound Classification"):
 * clips in the order of the list, classes in that of their official numbers, ids without the ending
 * of the file's name.
 */
final class Esc50 {
  private static final List<String> REQUIRED = List.of("filename", "fold", "target", "category");
  private static final String REMEDY =
      "Point 'directory', or the key 'data' of the configuration (-o data=FOLDER), at a complete"
          + " copy of the data set (https://github.com/karolpiczak/ESC-50): audio/ with the clips and"
          + " meta/esc50.csv or meta/esc10.csv with the columns "
          + String.join(", ", REQUIRED)
          + ".";

  private final Path directory;
  private final Path list;
  private final Esc50Options options;
  private final Problems problems = new Problems();
  private final Recordings recordings;
  private final Map<String, Long> lineOfId = new HashMap<>();
  private final TreeMap<Integer, String> categories = new TreeMap<>();
  private final Map<String, Integer> targets = new HashMap<>();

  private Esc50(Path directory, Esc50Options options) {
    this.directory = directory;
    this.options = options;
    this.recordings = new Recordings(List.of(directory.resolve("audio")));
    Path full = directory.resolve("meta").resolve("esc50.csv");
    this.list = Files.exists(full) ? full : directory.resolve("meta").resolve("esc10.csv");
  }

  static Dataset create(Esc50Options options, Resources resources) {
    return new Esc50(resources.file(options.directory()), options).read();
  }

  private Dataset read() {
    List<Clip> clips = new ArrayList<>();
    if (Files.isRegularFile(list)) {
      for (TableRow row : CsvTable.read(list, required(), List.of(), problems)) {
        clip(row).ifPresent(clips::add);
      }
      recordings.report(problems);
      if (clips.isEmpty() && problems.none()) {
        problems.add(
            list, "has no clip of subset %s, folds %s".formatted(options.subset(), folds()));
      }
    } else {
      problems.add(directory, "neither meta/esc50.csv nor meta/esc10.csv is there");
    }
    problems.throwIfAny("Data set 'esc-50' in " + directory, REMEDY);
    return new ListedDataset(clips, classes(clips));
  }

  /** Only the full list must say which of its clips are ESC-10's. */
  private List<String> required() {
    if (options.subset() == Subset.ALL || list.endsWith("esc10.csv")) {
      return REQUIRED;
    }
    List<String> required = new ArrayList<>(REQUIRED);
    required.add("esc10");
    return required;
  }

  private String folds() {
    return options.folds().isEmpty() ? "all" : options.folds().toString();
  }

  /** The clip of a row, if it was asked for and nothing is wrong with it. */
  private Optional<Clip> clip(TableRow row) {
    if (!complete(row)) {
      return Optional.empty();
    }
    String category = row.one("category").orElseThrow();
    Optional<Integer> fold = number(row, "fold", 1);
    Optional<Integer> target = number(row, "target", 0);
    target.ifPresent(number -> pair(row, number, category));
    if (fold.isEmpty() || target.isEmpty() || !wanted(row, fold.get())) {
      return Optional.empty();
    }
    String name = row.one("filename").orElseThrow();
    String id = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    Long earlier = lineOfId.putIfAbsent(id, row.line());
    if (earlier != null) {
      problems.add(list, row.line(), "id '%s' is that of line %d".formatted(id, earlier));
    }
    List<String> words =
        Stream.of(category.split("[_ -]+")).filter(word -> !word.isEmpty()).toList();
    return recordings
        .find(name)
        .map(
            path ->
                new Clip(
                    id,
                    AudioFile.whole(path),
                    List.of(category),
                    words,
                    fold.get().toString(),
                    null));
  }

  private boolean complete(TableRow row) {
    List<String> blank = REQUIRED.stream().filter(column -> !row.has(column)).toList();
    if (!blank.isEmpty()) {
      problems.add(list, row.line(), "blank " + String.join(", ", blank));
    }
    return blank.isEmpty();
  }

  private Optional<Integer> number(TableRow row, String column, int least) {
    String text = row.one(column).orElseThrow();
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // Reported with the numbers that are too small.
    }
    problems.add(
        list,
        row.line(),
        "expected %s to be a whole number from %d but was '%s'".formatted(column, least, text));
    return Optional.empty();
  }

  /** Notes that a number and a name belong together, which must be so in every row. */
  private void pair(TableRow row, int target, String category) {
    String name = categories.putIfAbsent(target, category);
    Integer number = targets.putIfAbsent(category, target);
    if ((name != null && !name.equals(category)) || (number != null && number != target)) {
      problems.add(
          list,
          row.line(),
          "target %d is '%s', but elsewhere target %d is '%s' and '%s' is target %d"
              .formatted(
                  target,
                  category,
                  target,
                  categories.get(target),
                  category,
                  targets.get(category)));
    }
  }

  private boolean wanted(TableRow row, int fold) {
    // A list of ESC-10 alone has no such column.
    String esc10 =
        row.one("esc10").orElse(list.endsWith("esc10.csv") ? "true" : "").toLowerCase(Locale.ROOT);
    return (options.subset() == Subset.ALL || esc10.equals("true") || esc10.equals("1"))
        && (options.folds().isEmpty() || options.folds().contains(Integer.toString(fold)));
  }

  private List<String> classes(List<Clip> clips) {
    List<String> present =
        clips.stream().flatMap(clip -> clip.label().stream()).distinct().toList();
    return categories.values().stream().filter(present::contains).toList();
  }
}
