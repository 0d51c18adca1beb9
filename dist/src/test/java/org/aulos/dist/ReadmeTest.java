package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.aulos.plugins.eval.EvalPlugin;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.BenchJob;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.Configuration;
import org.aulos.runtime.Places;
import org.aulos.runtime.ProgressListener;
import org.aulos.runtime.RunDirectory;
import org.aulos.runtime.dataset.DatasetsPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the README is the Java in this folder, and it works. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path SOURCES = Path.of("src", "test", "java", "org", "aulos", "dist");

  @TempDir Path folder;

  @Test
  void runsABenchmarkFromJava() {
    List<BenchResult.ScoreResult> scores = probe(folder);

    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).value()).as("of 14 classes").isBetween(2.0 / 14, 1.0);
    assertThat(folder.resolve("report.html")).isRegularFile();
  }

  @Test
  void runsThePluginOfTheGuide() {
    Aulos aulos =
        Aulos.open(
            List.of(new AcmePlugin(), new EvalPlugin(), new DatasetsPlugin()),
            Places.below(folder));
    Configuration configuration =
        Configuration.empty("crossings")
            .with(
                List.of(
                    "datasets.scenes=synthetic-scenes",
                    "systems.crossings={encoder: {use: crossings, parts: 8}}",
                    "tasks.probe={metric: linear-probe}"));

    try (BenchJob job = aulos.bench(configuration)) {
      double accuracy = job.run(ProgressListener.SILENT).scores().get(0).value();
      assertThat(accuracy).as("of 14 classes").isGreaterThan(2.0 / 14);
    }
  }

  @Test
  void showsTheCodeThatIsTestedHere() throws IOException {
    String sources = "";
    for (String name : List.of("ReadmeTest", "AcmePlugin", "Crossings", "CrossingsOptions")) {
      sources += squeezed(Files.readString(SOURCES.resolve(name + ".java")));
    }

    List<String> snippets = snippets();

    assertThat(snippets).hasSizeGreaterThanOrEqualTo(4);
    for (String snippet : snippets) {
      assertThat(sources).contains(snippet);
    }
  }

  static List<BenchResult.ScoreResult> probe(Path folder) {
    Aulos aulos = Aulos.open(); // with every plugin on the module path and the class path
    Configuration configuration =
        Configuration.empty("first")
            .with(
                List.of(
                    "datasets.scenes={use: synthetic-scenes, clips-per-class: 5}",
                    "systems.mfcc={extractor: mfcc, encoder: statistics}",
                    "tasks.classes={metric: linear-probe}"));
    try (BenchJob job = aulos.bench(configuration)) {
      RunDirectory run = job.run(folder, List.of(), ProgressListener.SILENT);
      return run.result().scores();
    }
  }

  /** The Java blocks of the README, without blanks. */
  private static List<String> snippets() throws IOException {
    return Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(README))
        .results()
        .map(block -> squeezed(block.group(1)))
        .toList();
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
