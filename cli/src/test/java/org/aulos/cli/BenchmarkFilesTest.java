package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
    List<Path> tables = new ArrayList<>();
    for (Path file : files()) {
      if (name(file).contains("table") && !names(file, "systems").isEmpty()) {
        tables.add(file);
      }
    }
    return tables;
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
      String written = line(file, dataset, 0);
      if (!written.contains("use: clips-of") && !written.contains("use: transposed")) {
        arguments.addAll(List.of("-o", "datasets." + dataset + small(written)));
      }
    }
    for (String task : names(file, "tasks")) {
      if (line(file, task, 1).contains("auxiliary-retrieval")) {
        arguments.addAll(List.of("-o", "tasks." + task + ".metric.epochs=2"));
      }
    }

    Ran ran = Ran.aulos(arguments.toArray());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    List<String> judging = new ArrayList<>();
    for (String task : names(file, "tasks")) {
      if (!namesSystems(file, task)) {
        judging.add(task);
      }
    }
    assertThat(judging).isNotEmpty();
    assertThat(ran.out()).contains(judging).contains("(paper 0.").contains("\u00b1");
  }

  /** Whether a task judges none but the systems it names. */
  private static boolean namesSystems(Path file, String task) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int at = lines.indexOf("  " + task + ":") + 1;
    for (; at < lines.size() && lines.get(at).startsWith("    "); at++) {
      if (lines.get(at).startsWith("    systems:")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void noRecordingsAreNeededForTheSmallTableOfCoala() {
    Ran ran = Ran.aulos("bench", BENCHMARKS.resolve("coala-table1.yaml"), "--dry-run");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("data set ser: 150 clips", "trainer:coala-attn on 252 clips");
  }

  @Test
  void coalaIsTrainedAndClassifiesSynthesisedScenes() {
    List<Object> arguments = coala("coala-table1.yaml", "w2v-128-4h");
    String scenes = "={use: synthetic-scenes, clips-per-class: 5, seconds: 1, classes: ";
    arguments.addAll(List.of("-o", "datasets.scenes" + scenes + "[rain, siren]}"));
    arguments.addAll(List.of("-o", "datasets.tones" + scenes + "[bell, horn]}"));

    Ran ran = Ran.aulos(arguments.toArray());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("w2v-128-4h .*\\(paper 0.735\\).*\\(paper 0.697\\).*\\(paper 0.794\\)")
        .contains("table 1 (of UrbanSound8K) reports for SER");
  }

  @Test
  void tagsLookForSynthesisedScenes() {
    List<Object> arguments = coala("coala-tags.yaml", "attention");
    String scenes = "={use: synthetic-scenes, classes: [rain, bell, horn], seconds: 1, folds: 2, ";
    arguments.addAll(List.of("-o", "datasets.sounds" + scenes + "clips-per-class: 5}"));
    arguments.addAll(List.of("-o", "datasets.heard" + scenes + "clips-per-class: 4, seed: 2}"));
    arguments.addAll(List.of("-o", "tasks.unheard tags.metric.tags=[pipe]"));
    arguments.addAll(List.of("-o", "systems.attention.training.trainer.held-out=[pipe]"));

    Ran ran = Ran.aulos(arguments.toArray());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("unheard tags").containsPattern("attention .*\\d\\.\\d+");
  }

  /** A benchmark of COALA with one system, trained for a moment. */
  private List<Object> coala(String file, String system) {
    List<Object> arguments = new ArrayList<>(List.of("bench", BENCHMARKS.resolve(file)));
    arguments.addAll(List.of("-q", "-d", folder.resolve("run")));
    arguments.addAll(List.of("-o", "only-systems=" + system));
    String trainer = "systems." + system + ".training.trainer.";
    arguments.addAll(List.of("-o", trainer + "epochs=1", "-o", trainer + "batch-size=4"));
    arguments.addAll(List.of("-o", trainer + "channels=4"));
    return arguments;
  }

  @Test
  void theTableOfAinurRunsOnTheClipsThatThereAreBesideWhatIsReportedOfTheOthers()
      throws IOException {
    Path file = Files.copy(BENCHMARKS.resolve("ainur-table1.yaml"), folder.resolve("table.yaml"));
    Sounds.tones(folder.resolve("background"), 300, 4);
    Sounds.tones(folder.resolve("musicgen"), 200, 3);
    Sounds.tones(folder.resolve("audioldm2"), 2_000, 3);
    Files.writeString(
        folder.resolve("prompts.csv"),
        "id,description,lyrics\n0,low,la\n1,lower,la\n2,lowest,la\n");
    List<Object> arguments = new ArrayList<>(List.of("bench", file, "-q"));
    arguments.addAll(List.of("-d", folder.resolve("run")));
    arguments.addAll(List.of("-o", "only-generators=[MusicGen, AudioLDM 2]"));
    arguments.addAll(List.of("-o", "prompts.seconds=1"));
    for (String task : names(file, "tasks")) {
      arguments.addAll(List.of("-o", "tasks." + task + ".extractor=mfcc"));
      arguments.addAll(List.of("-o", "tasks." + task + ".encoder=statistics"));
    }

    Ran ran = Ran.aulos(arguments.toArray());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("MusicGen +16 kHz +1.0 s +300M +\\d+\\.\\d ±.* \\(paper 14.4, \\+")
        .containsPattern("AudioLDM 2 +16 kHz +1.0 s +1.10G +.*\\(paper 23.9, \\+")
        .containsPattern("Ainur +\\(paper 8.380\\) +\\(paper 20.7\\) +\\(paper 0.660\\)")
        .containsPattern("Riffusion +\\(paper 5.240\\)");
  }

  @Test
  void aTableSaysWhichClipsAreMissing() throws IOException {
    Path file = Files.copy(BENCHMARKS.resolve("ainur-table1.yaml"), folder.resolve("table.yaml"));
    Sounds.tones(folder.resolve("background"), 300, 4);
    Files.writeString(folder.resolve("prompts.csv"), "id,description\n0,low\n");

    Ran ran = Ran.aulos("bench", file, "-q", "-d", folder.resolve("run"));

    assertThat(ran.code()).isEqualTo(3);
    for (String clips : List.of("ainur", "audioldm2", "musicgen", "riffusion")) {
      assertThat(ran.err()).contains("there is no folder or manifest " + folder.resolve(clips));
    }
  }
}
