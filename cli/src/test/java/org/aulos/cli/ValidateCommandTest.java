package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ValidateCommandTest {
  @TempDir Path folder;

  @Test
  void fiveMistakesGetFiveMessagesWithTheirLineAndARemedy() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("five.yaml"),
            """
            seeed: 7
            datasets:
              scenes: {use: synthetic-scenes, clips-per-class: many}
            systems:
              mfcc: {extractor: mfc, encoder: statistics}
            tasks:
              probe: {metric: linear-probe, dataset: scene}
              vote: {metric: {use: knn-probe, k: 0}}
            """);

    Ran ran = Ran.aulos("validate", file);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines().filter(line -> line.contains("five.yaml:")))
        .satisfiesExactly(
            line -> assertThat(line).contains("five.yaml:1: seeed").contains("'seed'"),
            line ->
                assertThat(line)
                    .contains("five.yaml:3: datasets.scenes.clips-per-class")
                    .contains("whole number")
                    .contains("'many'"),
            line -> assertThat(line).contains("five.yaml:5: ").contains("did you mean 'mfcc'?"),
            line -> assertThat(line).contains("five.yaml:7: ").contains("did you mean 'scenes'?"),
            line -> assertThat(line).contains("five.yaml:8: ").contains("k"));
  }

  @Test
  void anArgumentCountsAsPartOfTheConfiguration() throws IOException {
    Ran ran = Ran.aulos("validate", Benchmarks.small(folder), "-o", "systems.mfcc.encoder=nothing");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("-o systems.mfcc.encoder=nothing", "statistics");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Ran ran = Ran.aulos("validate", folder.resolve("none.yaml"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no configuration " + folder.resolve("none.yaml"));
  }
}
