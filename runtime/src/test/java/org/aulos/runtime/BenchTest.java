package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
  @TempDir private Path folder;
  private Beeping beeping;

  @BeforeEach
  void open() {
    beeping = new Beeping(folder);
  }

  private static ScoreResult score(BenchResult result, String task, String system) {
    return result.scores().stream()
        .filter(score -> score.task().equals(task) && score.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  private Throwable problem(String good, String wrong) {
    assertThat(Beeping.YAML).contains(good);
    return catchThrowable(() -> beeping.run(Beeping.YAML.replace(good, wrong)));
  }

  @Test
  void scoresAreWhatTheDataSay() throws IOException {
    BenchResult result = beeping.run(Beeping.YAML);

    // Class means are 1/8 and 2/8; the growth by 1/4096 a clip adds one step between classes.
    assertThat(score(result, "classes", "mean").value()).isEqualTo(1);
    assertThat(score(result, "gap", "mean").value()).isCloseTo(1 / 8d + 1 / 4096d, within(1e-6));
    assertThat(score(result, "gap", "mean").n()).isEqualTo(12);
    // Folds alternate every two clips, so that their means are two steps apart.
    assertThat(score(result, "folds", "peak").value()).isCloseTo(2 / 4096d, within(1e-6));
  }

  /** A benchmark of one system that knows words, and one task. */
  private BenchResult worded(String textEncoder, String task) throws IOException {
    return beeping.run(
        """
        datasets: {beeps: {use: beeps, classes: [soft, louder]}}
        systems: {own: {encoder: peak, text-encoder: %s}}
        tasks: {own: %s}
        """
            .formatted(textEncoder, task));
  }

  @Test
  void wordsOfAClipAreItsLabelItsTagsOrItsLyrics() throws IOException {
    BenchResult label = worded("words", "{metric: spelling, text: label}");
    BenchResult tags = worded("words", "{metric: spelling, text: {of: tags, template: 'a {}!'}}");
    BenchResult counted = worded("tag-count", "{metric: spelling, text: tags}");

    assertThat(score(label, "own", "own").value()).isEqualTo((4 + 6) / 2.0);
    assertThat(score(tags, "own", "own").value()).isEqualTo("a t0!".length());
    assertThat(score(counted, "own", "own").value()).isEqualTo(1);
    assertThat(score(tags, "own", "own").signature())
        .containsEntry("text", "tags in 'a {}!'")
        .containsEntry("pooling", "mean");
  }

  @Test
  void classesAreNamedByTheirLabels() throws IOException {
    BenchResult result =
        worded("words", "{metric: naming, text: {of: label, template: 'hear {}'}}");

    assertThat(score(result, "own", "own").value()).isEqualTo(5 + (4 + 6) / 2.0);
  }

  @Test
  void classesAreNamedByTheTagsThatAllTheirClipsHave() throws IOException {
    BenchResult result =
        beeping.run(
            """
            datasets: {beeps: {use: beeps, classes: [soft, louder], clips: 2}}
            systems: {own: {encoder: peak, text-encoder: words}}
            tasks: {own: {metric: naming, text: {of: tags, template: 'hear {}'}}}
            """);

    assertThat(score(result, "own", "own").value()).isEqualTo("hear t0".length());
  }

  @Test
  void classesWhoseClipsShareNoTagAreFoundBeforeTheWork() {
    assertThatThrownBy(() -> worded("words", "{metric: naming, text: tags}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("class 'soft' of data set 'beeps' share no tag");
  }

  @Test
  void clipsWithoutWordsAreFoundBeforeTheWork() {
    assertThatThrownBy(() -> worded("words", "{metric: spelling}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("'b0' of data set 'beeps' has no lyrics");
  }

  @Test
  void anEncoderOfAudioIsNoTextEncoder() {
    assertThatThrownBy(() -> worded("peak", "{metric: spelling, text: label}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "encoder:peak takes AudioBatch; expected an encoder of texts or tags");
  }

  @Test
  void aSystemWithoutWordsHasNoScoreAndSaysWhy() {
    assertThatThrownBy(
            () ->
                beeping.run(
                    """
                    datasets: {beeps: beeps}
                    systems: {own: {encoder: peak}}
                    tasks: {own: {metric: spelling, text: label}}
                    """))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("the system has no text-encoder");
  }

  @Test
  void audioAndWordsThatAreComparedHaveOneSpace() {
    assertThatThrownBy(
            () ->
                beeping.run(
                    """
                    datasets: {beeps: beeps}
                    systems: {own: {extractor: two-bins, encoder: mean, text-encoder: words}}
                    tasks: {own: {metric: spelling, text: label}}
                    """))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "tasks.own: metric:spelling compares audio and words, but of system 'own' the audio has 2 values and the words 3");
  }

  @Test
  void clipsAreClassifiedByTheirWordsWhereATaskSaysSo() throws IOException {
    BenchResult result =
        beeping.run(
            """
            datasets: {beeps: {use: beeps, classes: [soft, louder]}}
            systems: {own: {extractor: two-bins, encoder: mean, text-encoder: words}}
            tasks:
              heard: {metric: centroids}
              told: {metric: centroids, text: label}
              tagged: {metric: centroids, text: tags}
            """);

    // Labels are of different lengths, tags are not.
    assertThat(score(result, "told", "own").value()).isEqualTo(1);
    assertThat(score(result, "tagged", "own").value()).isEqualTo(0.5);
    assertThat(score(result, "told", "own").signature()).containsEntry("text", "label");
    assertThat(score(result, "heard", "own").signature()).doesNotContainKey("text");
  }

  @Test
  void clipsWithoutWordsAreLeftOutOfAClassificationByWords() throws IOException {
    BenchResult result =
        beeping.run(
            """
            datasets: {beeps: {use: beeps, classes: [soft, louder], untagged: 3}}
            systems: {own: {encoder: peak, text-encoder: words}}
            tasks: {told: {metric: centroids, text: tags}}
            """);

    ScoreResult score = score(result, "told", "own");
    assertThat(score.warnings())
        .anyMatch(warning -> warning.contains("3 of 12 clips have no tags and are left out"));
    assertThat(score.n()).isEqualTo(9);
  }

  @Test
  void noWordsAtAllAreFoundBeforeTheWork() {
    assertThatThrownBy(() -> worded("words", "{metric: centroids, text: lyrics}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("needs words, but no clip of data set 'beeps' has any lyrics");
    assertThatThrownBy(() -> worded("words", "{metric: borne, text: lyrics}"))
        .hasMessageContaining("looks for clips by single tags");
  }

  @Test
  void aTaskMayNameTheSystemsThatItJudges() throws IOException {
    BenchResult result =
        beeping.run(
            """
            datasets: {beeps: beeps}
            systems:
              bare: {extractor: two-bins, encoder: mean}
              told: {encoder: peak, text-encoder: words}
            tasks:
              heard: {metric: centroids}
              words: {metric: spelling, text: label, systems: told}
            """);

    assertThat(result.scores())
        .extracting(score -> score.task() + "/" + score.system())
        .containsExactly("heard/bare", "heard/told", "words/told");
  }

  @Test
  void eachSingleTagHasAVector() throws IOException {
    BenchResult tags = worded("words", "{metric: borne}");
    BenchResult labels = worded("words", "{metric: borne, text: {of: label, template: 'a {}'}}");

    // Vectors are the lengths of the words; each is weighed by the clips that bear it.
    assertThat(score(tags, "own", "own").value()).isEqualTo(2);
    assertThat(score(labels, "own", "own").value()).isEqualTo(2 + (4 + 6) / 2.0);
    assertThat(score(tags, "own", "own").signature()).containsEntry("text", "tags");
  }

  @Test
  void scoresAreOrderedByTaskThenSystem() throws IOException {
    assertThat(beeping.run(Beeping.YAML).scores())
        .extracting(score -> score.task() + "/" + score.system())
        .containsExactly(
            "classes/mean",
            "classes/peak",
            "gap/mean",
            "gap/peak",
            "folds/mean",
            "folds/peak",
            "across/mean",
            "across/peak");
  }

  @ParameterizedTest
  @CsvSource({"1,7,false", "2,3,true", "3,1,true", "4,16,false"})
  void neitherWorkersNorBatchesNorTheStoreChangeAByte(int workers, int batch, boolean cache)
      throws IOException {
    Path expected = beeping.write("one", "workers=1", "batch-size=1", "cache=false").path();

    for (String run : List.of("first", "second")) {
      Path path =
          beeping.write(run, "workers=" + workers, "batch-size=" + batch, "cache=" + cache).path();
      for (String file :
          List.of("result.json", "samples.jsonl", "table.md", "table.csv", "table.tex")) {
        assertThat(path.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
      }
    }
  }

  @Test
  void theFolderOfARunHoldsEverything() throws IOException {
    RunDirectory run = beeping.write("run");

    try (Stream<Path> files = Files.list(run.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "result.json",
              "provenance.json",
              "samples.jsonl",
              "run.json",
              "table.md",
              "table.csv",
              "table.tex",
              "costs.md",
              "costs.csv",
              "report.html",
              "clips");
    }
    assertThat(RunDirectory.open(run.path()).run().resultDigest())
        .isEqualTo(Digests.sha256(run.path().resolve("result.json")));
  }

  @Test
  void samplesAreThoseOfTheTasksThatHaveThem() throws IOException {
    List<SampleResult> samples = beeping.write("run").samples();

    assertThat(samples).hasSize(48).allMatch(sample -> sample.task().equals("classes"));
    assertThat(samples.get(1))
        .isEqualTo(new SampleResult("classes", "mean", null, "b1", 1, "loud", "loud"));
  }

  @Test
  void aSecondRunTakesItsVectorsFromTheStore() throws IOException {
    beeping.write("first");

    assertThat(beeping.write("second").run().passes())
        .extracting(RunRecord.Pass::computed)
        .containsOnly(0);
  }

  @Test
  void everySystemHasItsCost() throws IOException {
    RunRecord run = beeping.write("run").run();

    // Clips of both data sets, 24 and 6.
    assertThat(run.costs()).extracting(Cost::system).containsExactly("mean", "peak");
    assertThat(run.costs())
        .allSatisfy(
            cost -> {
              assertThat(cost.sampleRate()).isEqualTo(TinyPlugin.RATE);
              assertThat(cost.computed() + cost.cached()).isEqualTo(30);
              assertThat(cost.audioPerSecond()).isPositive();
              assertThat(cost.secondsPerClip()).isPositive();
            });
    assertThat(Objects.requireNonNull(run.memory()).heapBytes()).isPositive();
  }

  @Test
  void whatCameFromTheStoreHasNoSpeed() throws IOException {
    beeping.write("first");

    RunDirectory second = beeping.write("second");

    assertThat(second.run().costs()).extracting(Cost::audioPerSecond).containsOnlyNulls();
    assertThat(second.run().costs()).extracting(Cost::secondsPerClip).containsOnlyNulls();
    assertThat(Files.readString(second.path().resolve("costs.md")))
        .contains("| mean | 8@1 kHz | ? | cached | cached | cpu |");
  }

  @Test
  void signaturesHoldDataSubsetsAndVersions() throws IOException {
    BenchResult result = beeping.run(Beeping.YAML);

    assertThat(score(result, "across", "mean").signature())
        .containsEntry("metric", "gap")
        .containsEntry("reference-clips", "all of quiet")
        .containsEntry("evaluated-clips", "tag t1")
        .containsKeys("data", "resampler", "runtime", "space");
    assertThat(Objects.requireNonNull(score(result, "across", "mean").signature().get("data")))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void whatIsLaidAgainstAReferenceIsJudgedAndNoPartOfTheSignature() throws IOException {
    ScoreResult score = score(beeping.run(Beeping.YAML), "across", "mean");
    ScoreResult other =
        score(
            beeping.run(Beeping.YAML.replace("clips: 24", "clips: 24, seconds: 0.4")),
            "across",
            "mean");

    assertThat(other.signature()).isEqualTo(score.signature());
  }

  @Test
  void howManyClipsAreJudgedIsPartOfTheSignature() throws IOException {
    ScoreResult score = score(beeping.run(Beeping.YAML), "across", "mean");
    ScoreResult fewer =
        score(beeping.run(Beeping.YAML.replace("clips: 24", "clips: 18")), "across", "mean");

    assertThat(score.signature()).containsEntry("n", "8");
    assertThat(fewer.signature()).containsEntry("n", "6");
  }

  @Test
  void metricsOverAllVectorsSignTheWindowsOfTheSystem() throws IOException {
    String yaml = Beeping.YAML.replace("peak: {encoder: peak}", "peak: {encoder: windows}");
    BenchResult result = beeping.run(yaml);

    assertThat(score(result, "across", "peak").signature())
        .containsEntry("windows", "0.01 s every 0.01 s");
    assertThat(score(result, "across", "mean").signature()).containsEntry("windows", "whole clips");
    assertThat(score(result, "classes", "peak").signature()).doesNotContainKey("windows");
  }

  @Test
  void hitsAloneLeaveDoubt() throws IOException {
    ScoreResult score = score(beeping.run(Beeping.YAML), "classes", "mean");

    assertThat(score.value()).isEqualTo(1);
    // scipy 1.17.1: stats.binomtest(24, 24).proportion_ci(0.95, 'exact').
    assertThat(Objects.requireNonNull(score.interval()).low()).isCloseTo(0.8575264, within(1e-7));
  }

  @Test
  void whatAPaperReportsStandsBesideWhatIsMeasured() throws IOException {
    RunDirectory run =
        beeping.write(
            "run", "tasks.classes.paper={source: 'Own 2020, table 1', values: {mean: 0.5}}");
    ScoreResult score = score(run.result(), "classes", "mean");

    assertThat(score.paper()).isEqualTo(new BenchResult.PaperResult(0.5, "Own 2020, table 1"));
    assertThat(score.value()).isEqualTo(1);
    assertThat(score(run.result(), "classes", "peak").paper()).isNull();
    assertThat(Files.readString(run.path().resolve("table.md")))
        .contains("(paper 0.500, +0.500)", "what Own 2020, table 1 reports for classes");
    assertThat(Files.readString(run.path().resolve("table.csv")))
        .contains("0.5,\"Own 2020, table 1\"");
  }

  @Test
  void aLabelMayHoldTheBarThatSignaturesCannot() throws IOException {
    String yaml =
        Beeping.YAML
            .replace("clips: 24", "clips: 24, classes: [\"soft|low\", loud]")
            .replace("reference: soft", "reference: soft|low");

    assertThat(score(beeping.run(yaml), "gap", "mean").signature())
        .containsEntry("reference-clips", "soft%7Clow");
  }

  @Test
  void aClipThatCannotBeReadIsReportedInTheResult() throws IOException {
    BenchResult result = beeping.run(Beeping.YAML.replace("clips: 24", "clips: 24, damaged: [b3]"));

    assertThat(Objects.requireNonNull(result.datasets().get("beeps")).failures())
        .extracting(failure -> failure.id() + " " + failure.problem())
        .containsExactly("b3 is cut off after 44 bytes");
    assertThat(score(result, "classes", "mean").n()).isEqualTo(23);
  }

  @Test
  void dataThatNoTaskUsesAreNotRead() throws IOException {
    BenchResult result =
        beeping.run(
            Beeping.YAML.replace(
                "  quiet:", "  unused: {use: beeps, damaged: [b0], clips: 1}\n  quiet:"));

    assertThat(result.datasets()).containsOnlyKeys("beeps", "quiet");
  }

  @Test
  void anUnlabelledClipIsAProblemOfTheTaskThatNeedsLabels() {
    assertThat(problem("clips: 6, classes: [soft]", "clips: 6, labelled: false")).isNull();
    assertThat(problem("clips: 24", "clips: 24, labelled: false"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "beeping.yaml:10: tasks.classes: metric:centroids needs a label for each clip, but 'b0'"
                + " of data set 'beeps' has none");
  }

  @Test
  void aMetricOfTwoSetsIsAskedForBoth() {
    assertThat(problem(", reference: soft, evaluated: loud", ""))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("tasks.gap.reference: is missing; metric:gap compares two sets")
        .hasMessageContaining("tasks.gap.evaluated: is missing");
  }

  @Test
  void aMetricOfOneSetTakesNoSubsets() {
    assertThat(problem("{metric: centroids,", "{metric: centroids, reference: soft,"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("leave 'reference' and 'evaluated' out");
  }

  @Test
  void anEmptySubsetIsAnsweredWithTheLabelsThereAre() {
    assertThat(problem("reference: soft,", "reference: sofd,"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "tasks.gap.reference: no clip of data set 'beeps' is sofd; its labels: loud, soft");
  }

  @Test
  void anEmptySubsetOfFoldsIsAnsweredWithTheFoldsThereAre() {
    assertThat(problem("{folds: f0}", "{folds: f7, tags: t0}"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "no clip of data set 'beeps' is fold f7, tag t0; its folds: f0, f1; its tags: t0, t1,"
                + " t2");
  }

  @Test
  void whatAMetricRefusesLeavesTheOtherScoresAlone() throws IOException {
    BenchResult result =
        beeping.run(
            Beeping.YAML.replace(
                "{metric: gap, dataset: beeps, reference: soft",
                "{metric: {use: gap, least: 20}, dataset: beeps, reference: soft"));

    assertThat(result.unscored())
        .contains(new BenchResult.Unscored("gap", "mean", "expected 20 clips at least but were 12"))
        .allMatch(gap -> gap.task().equals("gap"));
    assertThat(result.gaps()).isEqualTo(result.unscored().size());
    assertThat(score(result, "classes", "mean").n()).isEqualTo(24);
  }

  @Test
  void aSubsetThatTheLimitEmptiesSaysHowManyClipsWereRead() throws IOException {
    assertThat(beeping.run(Beeping.YAML, "limit=1").unscored())
        .extracting(BenchResult.Unscored::problem)
        .anyMatch(problem -> problem.contains("none of the 1 clips that were read is"));
  }

  @Test
  void theProvenanceNamesEveryComponentAndTheData() throws IOException {
    RunDirectory run = beeping.write("run");

    JsonNode provenance =
        new ObjectMapper().readTree(run.path().resolve(RunDirectory.PROVENANCE).toFile());

    assertThat(provenance.findValuesAsText("component"))
        .contains("dataset:beeps", "encoder:mean", "metric:centroids");
    assertThat(provenance.path("data").asText())
        .contains(Objects.requireNonNull(run.result().datasets().get("beeps")).fingerprint());
  }

  @Test
  void theKeptClipsAreOfAsManyClassesAsThereAre() throws IOException {
    List<RunRecord.KeptClip> kept = beeping.write("run").run().clips();

    assertThat(kept.stream().filter(clip -> clip.dataset().equals("beeps")))
        .hasSize(12)
        .extracting(RunRecord.KeptClip::label)
        .containsOnly("soft", "loud")
        .startsWith("soft", "loud", "soft", "loud");
    assertThat(kept).extracting(RunRecord.KeptClip::file).doesNotHaveDuplicates();
    assertThat(kept)
        .allMatch(clip -> Files.isRegularFile(folder.resolve("run").resolve(clip.file())));
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidBeforeTheWork() throws IOException {
    Files.writeString(folder.resolve("taken"), "a file");

    assertThatThrownBy(() -> beeping.write("taken"))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining(folder.resolve("taken").toString());
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void thePlanSaysWhatWouldBeDone() throws IOException {
    try (BenchJob job = beeping.aulos().bench(beeping.configuration(Beeping.YAML))) {
      assertThat(job.plan())
          .startsWith(
              "Beeps",
              "data set beeps: 24 clips, 2 classes",
              "data set quiet: 6 clips, 1 classes",
              "system mean: 8000 Hz, mono -> extractor:two-bins -> encoder:mean -> 2 values")
          .endsWith("task across: metric:gap on quiet, beeps");
    }
    assertThat(folder.resolve("cache")).doesNotExist();
  }
}
