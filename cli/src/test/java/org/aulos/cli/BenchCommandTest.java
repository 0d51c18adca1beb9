package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench}, {@code compare} and {@code report}. */
final class BenchCommandTest {
  @TempDir Path folder;

  @Test
  void aRunPrintsItsTableAndWhereTheRestLies() throws IOException {
    Path run = folder.resolve("run");

    Ran ran = Ran.aulos("bench", Benchmarks.small(folder), "-d", run);

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("system +probe.* +find")
        .containsPattern("(?m)^mfcc +[01]\\.\\d+")
        .containsPattern("(?m)^log-mel +[01]\\.\\d+")
        .contains("result: " + run.resolve("result.json"))
        .contains("report: " + run.resolve("report.html"));
    assertThat(run.resolve("result.json")).isNotEmptyFile();
    assertThat(run.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void progressGoesToTheOtherStreamAndCanBeSilenced() throws IOException {
    Path file = Benchmarks.small(folder);

    Ran loud = Ran.aulos("bench", file, "-d", folder.resolve("loud"));
    Ran quiet = Ran.aulos("bench", file, "-d", folder.resolve("quiet"), "-q");

    assertThat(loud.err()).contains("scenes: 18 clips");
    assertThat(loud.out()).doesNotContain("18 clips");
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.out()).contains("result: ");
  }

  @Test
  void withoutAFileTheFirstBenchmarkRuns() {
    Ran ran =
        Ran.aulos(
            "bench",
            "--limit",
            "56",
            "-o",
            "only-systems=[mfcc, log-mel, byola]",
            "-o",
            "systems.byola.training.limit=16",
            "-d",
            folder.resolve("first"),
            "-q");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("linear-probe", "retrieval", "background-known", "mfcc", "log-mel", "byola");
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndWritesNothing() throws IOException {
    Path run = folder.resolve("run");

    Ran ran = Ran.aulos("bench", Benchmarks.small(folder), "-d", run, "--dry-run");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("data set scenes: 18 clips, 3 classes", "extractor:mfcc -> encoder:statistics");
    assertThat(run).doesNotExist();
  }

  @Test
  void jsonIsTheWholeOutput() throws IOException {
    Ran ran =
        Ran.aulos("bench", Benchmarks.small(folder), "-d", folder.resolve("run"), "--json", "-q");

    JsonNode result = ran.json();

    assertThat(result.path("scores")).hasSize(4);
    assertThat(result.path("title").asText()).isEqualTo("Three sounds");
  }

  @Test
  void argumentsOverrideTheFile() throws IOException {
    Ran ran =
        Ran.aulos(
            "bench",
            Benchmarks.small(folder),
            "--dry-run",
            "-o",
            "systems.mfcc.encoder={use: statistics, deltas: true}",
            "-o",
            "title=Another");

    assertThat(ran.out())
        .startsWith("Another")
        .contains("mfcc: 22050 Hz, mono -> extractor:mfcc -> encoder:statistics -> 80 values");
  }

  @Test
  void aLimitTakesFewerClips() throws IOException {
    Ran ran =
        Ran.aulos("bench", Benchmarks.small(folder), "-d", folder.resolve("run"), "--limit", "9");

    assertThat(ran.err()).contains("scenes: 9 clips");
  }

  @Test
  void mistakesAreToldBeforeAnythingIsWritten() throws IOException {
    Path run = folder.resolve("run");

    Ran ran = Ran.aulos("bench", Benchmarks.small(folder), "-d", run, "--device", "tpu");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'tpu'", "auto, cpu, gpu");
    assertThat(run).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeIsToldBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    Ran ran = Ran.aulos("bench", Benchmarks.small(folder), "-d", file.resolve("run"));

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).startsWith("aulos: cannot create the folder " + file.resolve("run"));
  }

  @Test
  void likeRunsAreComparedInOneTable() throws IOException {
    Path first = run("first");
    Path second = run("second", "--workers", "1", "--batch-size", "5");

    Ran ran = Ran.aulos("compare", first, second);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("first/mfcc", "second/mfcc", "second/log-mel");
    assertThat(second.resolve("result.json")).hasSameTextualContentAs(first.resolve("result.json"));
  }

  @Test
  void unlikeRunsAreNotRankedUnlessForced() throws IOException {
    Path first = run("first");
    Path second = run("second", "-o", "datasets.scenes.seed=2");

    Ran refused = Ran.aulos("compare", first, second);
    Ran forced = Ran.aulos("compare", first, second, "--force");

    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("task 'probe' differs in data", "--force");
    assertThat(forced.code()).isZero();
    assertThat(forced.out()).contains("first/mfcc", "second/mfcc");
  }

  @Test
  void oneRunIsNotEnoughToCompare() throws IOException {
    Ran ran = Ran.aulos("compare", folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("expected two runs or more");
  }

  @Test
  void aFolderWithoutARunIsNamed() throws IOException {
    assertThat(Ran.aulos("compare", folder, folder.resolve("x")).code()).isEqualTo(3);
    assertThat(Ran.aulos("report", folder).err())
        .contains(folder.toString(), "result.json", "'aulos bench'");
  }

  @Test
  void aReportIsRenderedAgain() throws IOException {
    Path run = run("run");
    Files.delete(run.resolve("report.html"));

    Ran ran = Ran.aulos("report", run);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains(run.resolve("report.html").toString());
    assertThat(run.resolve("report.html")).isNotEmptyFile();
  }

  private Path run(String name, Object... arguments) throws IOException {
    Path run = folder.resolve(name);
    Object[] all = new Object[arguments.length + 5];
    System.arraycopy(
        new Object[] {"bench", Benchmarks.small(folder), "-d", run, "-q"}, 0, all, 0, 5);
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    assertThat(Ran.aulos(all).code()).isZero();
    return run;
  }
}
