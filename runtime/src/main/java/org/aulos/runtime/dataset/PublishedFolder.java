package org.aulos.runtime.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.aulos.api.AudioFile;
import org.aulos.api.AulosException;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * A data set in the layout in which its authors publish it: lists that are read, recordings that
 * are looked for, and everything that is missing, said at once with the place to get it from.
 */
final class PublishedFolder {
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  private final String name;
  private final String source;
  private final Path folder;
  private final boolean complete;
  private final Problems problems = new Problems();
  private final Recordings recordings;
  private final List<Clip> clips = new ArrayList<>();
  private final Map<Path, String> shortages = new LinkedHashMap<>();

  /**
   * The folder of a data set.
   *
   * @param name of the data set
   * @param source where it is published
   * @param parts folders that recordings may lie in, as paths within the data set; if there is none
   *     the data set itself
   * @throws AulosException if the folder is not there
   */
  PublishedFolder(
      String name, String source, PublishedOptions options, Resources resources, String... parts) {
    this.name = name;
    this.source = source;
    this.complete = options.complete();
    try {
      this.folder = resources.file(options.directory());
    } catch (AulosException e) {
      throw new AulosException(e.getMessage() + "\n" + remedy(), e);
    }
    this.recordings =
        new Recordings(
            parts.length == 0
                ? List.of(folder)
                : Arrays.stream(parts).map(folder::resolve).toList());
  }

  private String remedy() {
    return "Get '"
        + name
        + "' from "
        + source
        + ", unpack it, and name its folder by 'directory' or by the key 'data' of the configuration;"
        + " 'complete: false' takes what is there.";
  }

  /** Receives what is wrong with the data set. */
  Problems problems() {
    return problems;
  }

  /** Where the data set lies. */
  Path path() {
    return folder;
  }

  /** The rows of a table with a header; none if it is missing, which is then a problem. */
  List<TableRow> table(String file, String... columns) {
    Path table = folder.resolve(file);
    if (!isThere(table)) {
      return List.of();
    }
    List<TableRow> rows = CsvTable.read(table, List.of(columns), List.of(), problems);
    for (TableRow row : rows) {
      for (String column : columns) {
        if (!row.has(column)) {
          problems.add(table, row.line(), "blank " + column);
        }
      }
    }
    return rows.stream().filter(row -> Stream.of(columns).allMatch(row::has)).toList();
  }

  /** Gives out the lines of a text that are not blank; that it is missing is a problem. */
  void lines(String file, TextLines.Taker taker) {
    Path list = folder.resolve(file);
    if (isThere(list)) {
      TextLines.read(list, problems, (number, line) -> taker.take(number, line.strip()));
    }
  }

  /** Whether a list is there; that it is not is a problem. */
  boolean isThere(Path list) {
    boolean there = Files.isRegularFile(list);
    if (!there) {
      problems.add(list, "is missing");
    }
    return there;
  }

  /** Names of the visible folders directly within a part of the data set, in their order. */
  List<String> folders(String part) {
    try (Stream<Path> paths = Files.list(folder.resolve(part))) {
      return paths
          .filter(path -> Files.isDirectory(path) && !AudioSearch.hidden(path))
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(folder.resolve(part), "is missing or cannot be listed");
      return List.of();
    }
  }

  /** The audio files below a part of the data set, as sorted paths within the data set. */
  List<String> search(String part) {
    Path place = folder.resolve(part).normalize();
    if (!Files.isDirectory(place)) {
      problems.add(place, "is missing");
      return List.of();
    }
    return AudioSearch.below(place, folder, problems);
  }

  /**
   * Adds a recording if it is there, or counts it as missing.
   *
   * @param path within the data set or one of its parts, and the id of the clip
   */
  void add(String path, String label, String fold) {
    add(path, List.of(label), fold);
  }

  /** Like {@link #add(String, String, String)}, with any number of labels. */
  void add(String path, List<String> labels, String fold) {
    add(path, labels, List.of(), fold);
  }

  /** Like {@link #add(String, String, String)}, with any number of labels and tags. */
  void add(String path, List<String> labels, List<String> tags, String fold) {
    recordings
        .find(path)
        .ifPresent(
            file -> clips.add(new Clip(path, AudioFile.whole(file), labels, tags, fold, null)));
  }

  /** Notes how many of what a list should hold there are; of a complete copy all must be there. */
  void expect(Path list, int published, int there) {
    if (published != there) {
      shortages.put(list, "expected %d but there are %d".formatted(published, there));
    }
  }

  /**
   * The data set.
   *
   * @param published how many recordings it should have
   * @throws AulosException if something is wrong, or a part is missing that must not be
   */
  Dataset read(int published) {
    if (recordings.asked() != published) {
      shortages.put(
          folder,
          "expected %d recordings but there are %d".formatted(published, recordings.asked()));
    }
    return read();
  }

  /** The data set, of which lists told what to {@linkplain #expect expect}. */
  Dataset read() {
    if (complete && problems.none()) {
      recordings.report(problems);
      shortages.forEach(problems::add);
    }
    if (clips.isEmpty() && problems.none()) {
      problems.add(folder, "holds none of the recordings that are listed");
    }
    problems.throwIfAny("Data set '" + name + "' in " + folder, remedy());
    return ListedDataset.of(clips);
  }
}
