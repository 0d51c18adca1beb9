package org.aulos.runtime.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.aulos.api.AudioFile;
import org.aulos.api.AudioSource;
import org.aulos.api.Clip;
import org.aulos.api.ClipGroup;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code audio-pairs}: queries and targets as a list names them. A clip is called by
 * its path as it is written and may be in several pairs; of a recipe of Scaper that has no labels
 * in the list, the labels are those of its sounds.
 */
final class AudioPairs {
  private static final List<String> REQUIRED = List.of("query", "target", "text", "fold");
  private static final List<String> LABELS = List.of("query-labels", "target-labels");
  private static final String REMEDY =
      "Correct these. A list has the columns "
          + String.join(", ", REQUIRED)
          + " and, if classes are known, "
          + String.join(", ", LABELS)
          + ", with ; between labels. Recipes need the folders of their sounds by 'foreground' and"
          + " 'background'.";

  private final Path list;
  private final ScaperRecipes recipes;
  private final Problems problems = new Problems();
  private final Map<String, Clip> clips = new LinkedHashMap<>();
  private final Map<String, Optional<Clip>> heard = new HashMap<>();

  private AudioPairs(Path list, ScaperRecipes recipes) {
    this.list = list;
    this.recipes = recipes;
  }

  static Dataset create(AudioPairsOptions options, Resources resources) {
    ScaperRecipes recipes =
        new ScaperRecipes(
            resources.file(options.foreground()), resources.file(options.background()));
    return new AudioPairs(resources.file(options.file()), recipes).read();
  }

  private Dataset read() {
    List<String> allowed = Stream.concat(REQUIRED.stream(), LABELS.stream()).toList();
    List<ClipGroup> groups = new ArrayList<>();
    for (TableRow row : CsvTable.read(list, REQUIRED, allowed, problems)) {
      pair(row).ifPresent(groups::add);
    }
    recipes.report(problems);
    if (groups.isEmpty() && problems.none()) {
      problems.add(list, "lists no pair");
    }
    problems.throwIfAny("Data set 'audio-pairs'", REMEDY);
    List<Clip> all = List.copyOf(clips.values());
    return new GroupedDataset(all, ListedDataset.of(all).classes(), groups);
  }

  private Optional<ClipGroup> pair(TableRow row) {
    List<String> blank = REQUIRED.stream().filter(column -> !row.has(column)).toList();
    if (!blank.isEmpty()) {
      problems.add(list, row.line(), "blank " + String.join(", ", blank));
      return Optional.empty();
    }
    Optional<Clip> query = clip(row, "query");
    Optional<Clip> target = clip(row, "target");
    if (query.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Clip> pair = new LinkedHashMap<>();
    pair.put("query", query.get());
    pair.put("target", target.get());
    return Optional.of(new ClipGroup("line " + row.line(), pair, row.one("text").orElseThrow()));
  }

  private Optional<Clip> clip(TableRow row, String column) {
    String name = row.one(column).orElseThrow();
    String fold = row.one("fold").orElseThrow();
    Optional<Clip> clip =
        heard.computeIfAbsent(
            name,
            path ->
                AudioFiles.named(path, list.resolveSibling(""), list, row.line(), problems)
                    .flatMap(file -> clip(path, file))
                    .map(own -> labelled(own, row, column).withFold(fold)));
    clip.ifPresent(
        own -> {
          if (!fold.equals(own.fold())) {
            problems.add(
                list,
                row.line(),
                "clip '%s' is of fold '%s' here and of fold '%s' before"
                    .formatted(name, fold, own.fold()));
          }
          clips.putIfAbsent(name, own);
        });
    return clip;
  }

  private Optional<Clip> clip(String name, Path file) {
    if (!AudioFiles.extension(file).equals("jams")) {
      AudioSource audio = AudioFile.whole(file);
      return Optional.of(Clip.of(name, audio));
    }
    return recipes
        .read(file, problems)
        .map(made -> Clip.of(name, made.audio()).withLabels(made.labels()));
  }

  private static Clip labelled(Clip clip, TableRow row, String column) {
    return row.one(column + "-labels")
        .map(text -> Stream.of(text.split(";")).map(String::strip).distinct().toList())
        .map(clip::withLabels)
        .orElse(clip);
  }
}
