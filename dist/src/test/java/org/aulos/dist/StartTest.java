package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aulos.api.Waveform;
import org.aulos.audio.AudioEncoding;
import org.aulos.audio.AudioFiles;
import org.aulos.dist.Launched.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The distribution, started by its launcher on the JDK that runs the tests, in a folder of its own
 * and cut off from the network.
 */
class StartTest {
  private static final String SMALL =
      """
      datasets:
        scenes: {use: synthetic-scenes, classes: [rain, bell], clips-per-class: 4, seconds: 1, folds: 2}
      systems:
        mfcc: {extractor: mfcc, encoder: statistics}
      tasks:
        probe: {metric: linear-probe}
      """;

  @TempDir Path folder;
  private Installation aulos;

  @BeforeEach
  void install() throws IOException {
    aulos = Installation.in(folder);
    Files.writeString(folder.resolve("small.yaml"), SMALL);
  }

  @AfterEach
  void remove() throws IOException {
    aulos.remove();
  }

  private Launched run(Object... arguments) throws IOException, InterruptedException {
    return aulos.run(arguments);
  }

  @Test
  void itKnowsItsVersionAndComplainsOfNothing() throws IOException, InterruptedException {
    Launched run = run("--version");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("aulos ")
        .contains("Java " + System.getProperty("java.version"));
    assertThat(run.code()).isZero();
  }

  @Test
  void itFindsItsPlugins() throws IOException, InterruptedException {
    Launched run = run("list");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("encoder +statistics +eval")
        .containsPattern("dataset +synthetic-scenes +datasets");
    assertThat(run.code()).isZero();
  }

  @Test
  void itsEnginesAndNativesWork() throws IOException, InterruptedException {
    Launched run = run("doctor");

    assertThat(run.out())
        .contains("ok   tensors", "ok   audio", "ok   pipeline")
        .containsPattern("engine +PyTorch 2\\.")
        .containsPattern("tensorflow +2\\.");
    assertThat(run.err()).as("warnings, of newer JDKs for instance").isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  void itRunsABenchmarkAndTellsUnlikeRuns() throws IOException, InterruptedException {
    Launched first = run("bench", "small.yaml", "-d", "first", "-q");
    Launched second = run("bench", "small.yaml", "-d", "second", "-o", "datasets.scenes.seed=2");
    Launched unlike = run("compare", "first", "second");

    assertThat(first.err()).isEmpty();
    assertThat(first.out()).containsPattern("(?m)^mfcc +\\d").contains("result: ", "report: ");
    assertThat(folder.resolve("first/report.html")).isNotEmptyFile();
    assertThat(first.code()).isZero();
    assertThat(second.code()).isZero();
    assertThat(unlike.code()).isEqualTo(4);
  }

  @Test
  void itsExitCodesTellUsageFromInput() throws IOException, InterruptedException {
    assertThat(run("bench", "small.yaml", "-o", "seeed=1").code()).isEqualTo(2);
    assertThat(run("report", "nowhere").code()).isEqualTo(3);
  }

  @Test
  void aBrokenFileIsSkipped() throws IOException, InterruptedException {
    Path in = Files.createDirectories(folder.resolve("in"));
    AudioFiles.write(
        in.resolve("good.flac"), Waveform.mono(new float[8_000], 8_000), AudioEncoding.FLAC16);
    Files.writeString(in.resolve("broken.ogg"), "not a sound");

    Launched run = run("embed", "in", "-d", "out", "-x", "mfcc", "-e", "statistics");

    assertThat(run.err()).contains("broken.ogg");
    assertThat(run.out()).contains("1 vectors");
    assertThat(run.code()).isEqualTo(5);
  }

  @Test
  void anInterruptedRunLeavesNothingByHalves() throws IOException, InterruptedException {
    Running running =
        aulos.start(
            "bench", "small.yaml", "-d", "run", "-o", "datasets.scenes.clips-per-class=50000");
    awaitFiles(folder.resolve("cache"), running);

    // What Ctrl-C does, short of the code: an ignored interrupt is inherited, this signal is not.
    running.process().destroy();

    assertThat(running.end().code()).isEqualTo(128 + 15);
    assertThat(files(folder.resolve("cache"))).isNotEmpty().noneMatch(it -> it.endsWith(".part"));
    assertThat(files(folder.resolve("run"))).isEmpty();
    assertThat(run("bench", "small.yaml", "-d", "run", "-q").code()).isZero();
  }

  private static void awaitFiles(Path place, Running running)
      throws IOException, InterruptedException {
    for (int i = 0; i < 600 && running.process().isAlive(); i++) {
      if (Files.exists(place) && !files(place).isEmpty()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError("nothing was written: " + Files.readString(running.err()));
  }

  private static java.util.List<String> files(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }
}
