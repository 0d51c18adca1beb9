package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AulosTest {

  @TempDir private Path folder;
  private Beeping beeping;

  @BeforeEach
  void open() {
    beeping = new Beeping(folder);
  }

  private Throwable opening(String good, String wrong) {
    assertThat(Beeping.YAML).contains(good);
    return catchThrowable(() -> beeping.run(Beeping.YAML.replace(good, wrong)));
  }

  @Test
  void twoDataSetsThatCannotBeMadeAreBothReported() {
    String two =
        Beeping.YAML
            .replace("clips: 24", "clips: 24, classes: []")
            .replace("classes: [soft]", "classes: []");

    assertThatThrownBy(() -> beeping.run(two))
        .isExactlyInstanceOf(OptionsException.class)
        .satisfies(
            thrown ->
                assertThat(String.valueOf(thrown.getMessage()).lines())
                    .containsExactly(
                        folder.resolve("beeping.yaml")
                            + ":4: dataset:beeps: expected one class at least but were none",
                        folder.resolve("beeping.yaml")
                            + ":5: dataset:beeps: expected one class at least but were none"));
  }

  @Test
  void aDataSetAndASystemThatCannotBeMadeAreBothReported() {
    String two =
        Beeping.YAML
            .replace("clips: 24", "clips: 24, classes: []")
            .replace("{encoder: peak}", "{encoder: {use: peak, weights: absent.bin}}");

    assertThatThrownBy(() -> beeping.run(two))
        .isExactlyInstanceOf(AulosException.class)
        .hasMessageContaining("expected one class at least")
        .hasMessageContaining("there is no file or folder " + folder.resolve("absent.bin"));
  }

  @Test
  void stagesThatDoNotFitAreAProblemOfOptions() {
    assertThat(opening("{encoder: peak}", "{encoder: mean}"))
        .isExactlyInstanceOf(OptionsException.class)
        .hasMessageContaining("beeping.yaml:8: systems.peak: encoder:mean takes features");
  }

  @Test
  void problemsOfTheConfigurationComeBeforeAnythingIsMade() {
    assertThat(opening("clips: 24", "clip: 24"))
        .isExactlyInstanceOf(OptionsException.class)
        .hasMessageStartingWith("1 problem in the configuration:");
  }

  @Test
  void aConfigurationIsCheckedWithoutMakingAnything() throws IOException {
    beeping.aulos().validate(beeping.configuration(Beeping.YAML, "datasets.beeps.classes=[]"));

    assertThatThrownBy(
            () -> beeping.aulos().validate(beeping.configuration(Beeping.YAML, "seed=x")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("-o seed=x: seed: expected a whole number but was 'x'");
  }

  @Test
  void aConfigurationKnowsItsNameAndFolder() throws IOException {
    Configuration configuration = beeping.configuration(Beeping.YAML);

    assertThat(configuration.name()).isEqualTo("beeping");
    assertThat(configuration.folder()).isEqualTo(folder);
    assertThat(Configuration.empty("own").folder()).isEqualTo(Path.of("").toAbsolutePath());
  }

  @Test
  void vectorsAreEmbeddedIntoAFolder() throws IOException {
    Configuration configuration =
        Configuration.empty("own")
            .with(
                List.of(
                    "device=cpu",
                    "cache=false",
                    "datasets.d={use: beeps, clips: 5, damaged: [b4]}",
                    "systems.s={extractor: two-bins, encoder: mean}"));
    try (EmbedJob job = beeping.aulos().embed(configuration)) {
      EmbedJob.Written written =
          job.run(folder.resolve("out"), EmbeddingFormat.NPY, ProgressListener.SILENT);

      assertThat(written.vectors()).isEqualTo(4);
      assertThat(written.failures()).extracting(ClipFailure::id).containsExactly("b4");
    }
    EmbeddingSet read = EmbeddingFiles.read(folder.resolve("out"));
    assertThat(read.ids()).containsExactly("b0", "b1", "b2", "b3");
    assertThat(read.value(1, 1)).isEqualTo(2 / 8f + 1 / 4096f);
  }

  @ParameterizedTest
  @EnumSource(EmbeddingFormat.class)
  void everyFormatIsWritten(EmbeddingFormat format) throws IOException {
    Configuration configuration =
        Configuration.empty("own")
            .with(List.of("cache=false", "datasets.d=beeps", "systems.s.encoder=peak"));
    try (EmbedJob job = beeping.aulos().embed(configuration)) {
      assertThat(job.run(folder.resolve("out"), format, ProgressListener.SILENT).file())
          .isNotEmptyFile();
    }
  }

  @Test
  void embeddingTakesOneDataSetAndOneSystem() {
    Configuration two =
        Configuration.empty("own")
            .with(List.of("datasets.d=beeps", "systems.s.encoder=peak", "systems.t.encoder=peak"));

    assertThatThrownBy(() -> beeping.aulos().embed(two)).isInstanceOf(OptionsException.class);
  }

  @Test
  void featuresAreExtractedIntoAFolder() throws IOException {
    Configuration configuration =
        Configuration.empty("own")
            .with(List.of("dataset={use: beeps, clips: 3, damaged: [b2]}", "extractor=two-bins"));
    Path out = folder.resolve("features");
    try (ExtractJob job = beeping.aulos().extract(configuration)) {
      assertThat(job.run(out, ProgressListener.SILENT))
          .extracting(ClipFailure::id)
          .containsExactly("b2");
    }

    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("b0.npy", "b1.npy", "features.json");
    }
    // A clip of 1640 samples has 20 whole frames of 80.
    List<Integer> shape =
        NpyFiles.read(out.resolve("b1.npy"), (values, rows, columns) -> List.of(rows, columns));
    assertThat(shape).containsExactly(20, 2);
  }

  @Test
  void twoSetsAreComparedByAMetric() {
    EmbeddingSet near = new EmbeddingSet("s", List.of("a", "b"), new float[] {1, 3}, 1);
    EmbeddingSet far = new EmbeddingSet("s", List.of("c", "d"), new float[] {10, 20}, 1);

    try (MetricJob gap = beeping.aulos().metric(metric("gap"))) {
      assertThat(gap.score(new EmbeddingSets(near, far)).value()).isEqualTo(13);
    }
  }

  @Test
  void aMetricThatDoesNotCompareSetsIsRefused() {
    EmbeddingSet set = new EmbeddingSet("s", List.of("a"), new float[] {1}, 1);
    EmbeddingSets sets = new EmbeddingSets(set, set);

    try (MetricJob centroids = beeping.aulos().metric(metric("centroids"))) {
      assertThatThrownBy(() -> centroids.score(sets))
          .isInstanceOf(OptionsException.class)
          .hasMessage("metric 'centroids' judges LabelledEmbeddings, not EmbeddingSets");
    }
  }

  @Test
  void aMetricWithoutStatisticsKeepsNone() {
    EmbeddingSet set = new EmbeddingSet("s", List.of("a"), new float[] {1}, 1);
    Path file = folder.resolve("gap.npz");

    try (MetricJob gap = beeping.aulos().metric(metric("gap"))) {
      assertThatThrownBy(() -> gap.writeStatistics(List.of(set), file))
          .isInstanceOf(OptionsException.class)
          .hasMessage("metric 'gap' keeps no statistics of a reference");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void aMetricThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> beeping.aulos().metric(metric("absent")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("no metric is named 'absent'");
    assertThatThrownBy(() -> beeping.aulos().metric(Configuration.empty("none")))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("metric: is missing; expected the name of a metric");
  }

  private static Configuration metric(String name) {
    return Configuration.empty("judging").with(List.of("metric=" + name));
  }

  @Test
  void withoutPluginsThereAreNoComponents() {
    assertThat(Aulos.open(List.of(), Places.below(folder)).catalog().entries()).isEmpty();
  }

  @Test
  void theInstalledPluginsAreFound() {
    assertThat(Aulos.open().catalog().entries())
        .extracting(entry -> entry.component().key())
        .contains("dataset:synthetic-scenes");
  }

  @Test
  void theVersionIsNeverEmpty() {
    assertThat(AulosVersion.current()).isNotEmpty().isEqualTo(AulosVersion.of(Aulos.class));
  }
}
