package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The benchmarks that come with Aulos. */
final class BenchmarkFilesTest {
  private static final Path BENCHMARKS =
      Path.of(System.getProperty("aulos.home"), "benchmarks").toAbsolutePath();

  @TempDir Path folder;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(BENCHMARKS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static List<Path> tables() throws IOException {
    return files().stream().filter(file -> name(file).contains("table")).toList();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The names in a section of a benchmark: keys that are indented by two spaces. */
  private static List<String> names(Path file, String section) throws IOException {
    return Files.readAllLines(file).stream()
        .dropWhile(line -> !line.equals(section + ":"))
        .skip(1)
        .takeWhile(line -> line.isBlank() || line.startsWith(" "))
        .filter(line -> line.matches("  [^ #].*"))
        .map(line -> line.substring(2, line.indexOf(':')))
        .toList();
  }

  /** The line that is so many after that of a name. */
  private static String line(Path file, String name, int after) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int found = 0;
    while (!lines.get(found).startsWith("  " + name + ":")) {
      found++;
    }
    return lines.get(found + after);
  }

  /** What takes the place of a data set: something synthesised, unless it is made from others. */
  private static String small(String dataset) {
    if (dataset.contains("use: background-known")) {
      return ".seconds=0.5";
    }
    return dataset.contains("use: audio-pairs")
        ? "={use: difference-pairs, pairs: 8, test-pairs: 4, seconds: 1}"
        : "={use: synthetic-scenes, classes: [rain, bell, wind], clips-per-class: 6, seconds: 1, folds: 5}";
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachIsValid(Path file) {
    Ran ran = Ran.aulos("validate", file);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("is valid");
    assertThat(ran.code()).isZero();
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachIsListedBesideTheOthers(Path file) throws IOException {
    assertThat(Files.readString(BENCHMARKS.resolve("README.md")))
        .contains("| [%1$s](%1$s) |".formatted(name(file)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void eachTableOfAPaperRunsOnSynthesisedScenes(Path file) throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of("bench", file, "-q", "-d", folder.resolve("run")));
    arguments.addAll(List.of("-o", "only-systems=mfcc"));
    for (String dataset : names(file, "datasets")) {
      arguments.addAll(List.of("-o", "datasets." + dataset + small(line(file, dataset, 0))));
    }
    for (String task : names(file, "tasks")) {
      if (line(file, task, 1).contains("auxiliary-retrieval")) {
        arguments.addAll(List.of("-o", "tasks." + task + ".metric.epochs=2"));
      }
    }

    Ran ran = Ran.aulos(arguments.toArray());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains(names(file, "tasks")).contains("(paper 0.").contains("\u00b1");
    assertThat(names(file, "tasks")).isNotEmpty();
  }
}
