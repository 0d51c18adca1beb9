package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.ClipFailure;
import org.aulos.runtime.BenchResult.GeneratorResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks whose rows are generators. */
class GeneratorBenchTest {
  /** The reference beeps at 1/8 and at 1/8 + 1/4096; the generators at 1/2 and at 1/4. */
  private static final String YAML =
      """
      device: cpu
      seed: 0
      datasets:
        real: {use: beeps, clips: 2, classes: [soft]}
      generators:
        loud: {use: beeper, value: 0.5}
        low: {use: beeper, value: 0.25}
      prompts: {file: prompts.txt, seconds: 0.5}
      tasks:
        gap: {metric: gap, encoder: peak}
        folded: {metric: gap, extractor: two-bins, encoder: mean}
        words: {metric: spelling, encoder: peak, text-encoder: words}
      """;

  /** Mean of the reference. */
  private static final double REAL = 1 / 8d + 1 / 8192d;

  @TempDir private Path folder;
  private Beeping beeping;

  @BeforeEach
  void open() throws IOException {
    beeping = new Beeping(folder);
    Files.writeString(folder.resolve("prompts.txt"), "a drum\n\nrain on tin\na flute\n");
  }

  private static ScoreResult score(BenchResult result, String task, String row) {
    return result.scores().stream()
        .filter(score -> score.task().equals(task) && score.system().equals(row))
        .findFirst()
        .orElseThrow();
  }

  private static GeneratorResult generator(BenchResult result, String name) {
    return Objects.requireNonNull(result.generators().get(name), name);
  }

  @Test
  void generatorsAreRowsAndTheirClipsAreJudged() throws IOException {
    BenchResult result = beeping.run(YAML);

    assertThat(result.rows()).containsExactly("loud", "low");
    assertThat(score(result, "gap", "loud").value()).isCloseTo(0.5 - REAL, within(1e-6));
    assertThat(score(result, "gap", "low").value()).isCloseTo(0.25 - REAL, within(1e-6));
    assertThat(score(result, "folded", "low").value()).isCloseTo(0.25 - REAL, within(1e-6));
    assertThat(score(result, "gap", "low").n()).isEqualTo(3);
  }

  @Test
  void theResultTellsOfGeneratorsPromptsAndEncoders() throws IOException {
    BenchResult result = beeping.run(YAML);

    GeneratorResult loud = generator(result, "loud");
    assertThat(loud.component().component()).isEqualTo("generator:beeper");
    assertThat(loud.component().options()).containsEntry("value", 0.5);
    assertThat(List.of(loud.sampleRate(), loud.channels(), loud.clips()))
        .containsExactly(8_000, 1, 3);
    assertThat(loud.parameters()).isEqualTo(7);
    assertThat(loud.seconds()).isEqualTo(1.5);
    assertThat(Objects.requireNonNull(result.prompts()).count()).isEqualTo(3);
    assertThat(result.tasks().get("folded"))
        .extracting("encoder.extractor.component", "encoder.dimension")
        .containsExactly("extractor:two-bins", 2);
    assertThat(result.datasets()).containsOnlyKeys("real");
  }

  @Test
  void generatorsHaveACostBesideTheirScores() throws IOException {
    RunDirectory run = beeping.writeOf(YAML, "run");

    assertThat(run.run().costs()).extracting(Cost::system).containsExactly("loud", "low");
    assertThat(run.run().costs())
        .allSatisfy(
            cost -> {
              assertThat(List.of(cost.sampleRate(), cost.channels(), cost.computed()))
                  .containsExactly(8_000, 1, 3);
              assertThat(cost.seconds()).isEqualTo(0.5);
              assertThat(cost.parameters()).isEqualTo(7);
              assertThat(cost.audioPerSecond()).isPositive();
              assertThat(cost.secondsPerClip()).isPositive();
            });
    assertThat(Files.readString(run.path().resolve("costs.md")))
        .contains("| loud | 8@1 kHz | 0.5 s | 7 |");
  }

  @Test
  void clipsThatWereMadeBeforeHaveNoTime() throws IOException {
    beeping.writeOf(YAML, "run");

    RunDirectory again =
        beeping.writeOf(
            YAML.replace(
                    "loud: {use: beeper, value: 0.5}",
                    "recorded: {use: directory, clips: run/generated/loud/clips.jsonl}")
                .replace("low: {use: beeper, value: 0.25}", ""),
            "again");

    Cost cost = again.run().costs().get(0);
    assertThat(cost.elsewhere()).isTrue();
    assertThat(cost.cached()).isEqualTo(3);
    assertThat(cost.secondsPerClip()).isNull();
    assertThat(Files.readString(again.path().resolve("costs.md")))
        .contains("| recorded | 8@1 kHz | 0.5 s | ? | read | read | ? |");
  }

  @Test
  void scoresOfGeneratorsMayBeRankedAndNameThePrompts() throws IOException {
    BenchResult result = beeping.run(YAML);
    ResultTable table = new ResultTable(result.scores());

    for (String task : result.tasks().keySet()) {
      assertThat(table.unlike(task)).as(task).isEmpty();
    }
    Map<String, String> signature = score(result, "gap", "low").signature();
    assertThat(signature).containsKeys("data", "prompts").containsEntry("evaluated-clips", "all");
    assertThat(score(result, "words", "low").signature())
        .doesNotContainKey("data")
        .containsEntry("text", "tags");
  }

  @Test
  void otherPromptsAndAnotherDurationAreAnotherSignature() throws IOException {
    String before = score(beeping.run(YAML), "gap", "low").signature().get("prompts");
    String longer =
        score(beeping.run(YAML, "prompts.seconds=0.6"), "gap", "low").signature().get("prompts");
    Files.writeString(folder.resolve("prompts.txt"), "a drum\n\nrain on wood\na flute\n");

    assertThat(
            List.of(
                before, longer, score(beeping.run(YAML), "gap", "low").signature().get("prompts")))
        .doesNotHaveDuplicates();
  }

  @Test
  void wordsAreThoseOfThePrompts() throws IOException {
    double letters = ("a drum".length() + "rain on tin".length() + "a flute".length()) / 3.0;

    assertThat(score(beeping.run(YAML), "words", "low").value()).isEqualTo(letters);
  }

  @Test
  void promptsMayBeTheWordsOfADataSet() throws IOException {
    BenchResult result =
        beeping.run(
            """
            device: cpu
            datasets: {beeps: {use: beeps, clips: 6, classes: [soft, louder]}}
            generators: {loud: beeper}
            prompts: {dataset: beeps, of: [label, tags], seconds: 0.1}
            tasks:
              words: {metric: spelling, encoder: peak, text-encoder: words}
              names: {metric: naming, encoder: peak, text-encoder: words}
              classes: {metric: centroids, encoder: peak}
              half: {metric: gap, encoder: peak, reference: soft, evaluated: louder}
            """);

    assertThat(score(result, "words", "loud").value()).isEqualTo((4 + 6) / 2.0);
    assertThat(score(result, "names", "loud").value()).isEqualTo((4 + 6) / 2.0);
    assertThat(score(result, "classes", "loud").n()).isEqualTo(6);
    assertThat(score(result, "half", "loud").n()).isEqualTo(3);
  }

  @Test
  void whatIsReportedOfGeneratorsThatAreLeftOutStandsBelowThoseThatAreRun() throws IOException {
    String reported =
        YAML.replace(
            "gap: {metric: gap, encoder: peak}",
            "gap: {metric: gap, encoder: peak, paper: {source: table 1, values: {loud: 3, low: 4}}}");
    // One that is left out need not be there.
    BenchResult result =
        beeping.run(
            reported.replace("low: {use: beeper, value: 0.25}", "low: {use: directory, clips: no}")
                + "only-generators: [loud]\n");

    assertThat(result.rows()).containsExactly("loud");
    assertThat(ResultTable.of(result).lines().get(2)).startsWith("low").contains("(paper 4.000)");
    assertThatThrownBy(() -> beeping.run(YAML + "only-generators: [lout]\n"))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "none of the generators is named 'lout'; did you mean 'loud'? (allowed: loud, low)");
  }

  @Test
  void systemsAndGeneratorsMayStandInOneTable() throws IOException {
    BenchResult result =
        beeping.run(
            YAML
                + "  classes: {metric: gap, reference: soft, evaluated: soft}\n"
                + "systems: {own: {encoder: peak}}\n");

    assertThat(result.rows()).containsExactly("own", "loud", "low");
    assertThat(score(result, "classes", "own").value()).isZero();
    assertThat(result.scores()).hasSize(7);
  }

  @Test
  void aPromptWithoutAnAnswerCostsNoMoreThanItself() throws IOException {
    BenchResult result = beeping.run(YAML, "generators.low.mute=[3]");

    assertThat(generator(result, "low").failures())
        .containsExactly(new ClipFailure("3", "has nothing to say"));
    assertThat(result.gaps()).isEqualTo(1);
    assertThat(score(result, "gap", "low").n()).isEqualTo(2);
    assertThat(score(result, "gap", "loud").n()).isEqualTo(3);
  }

  @Test
  void aGeneratorWithoutAnAnswerHasNoScoreAndSaysWhy() throws IOException {
    BenchResult result = beeping.run(YAML, "generators.low.mute=[1, 3, 4]");

    assertThat(result.scores()).hasSize(3);
    assertThat(result.unscored()).hasSize(3);
    assertThat(result.unscored().get(0).problem())
        .isEqualTo("it answered none of 3 prompts; the first problem: has nothing to say");
  }

  @Test
  void strictlyAPromptWithoutAnAnswerEndsTheRun() {
    assertThatThrownBy(() -> beeping.run(YAML, "generators.low.mute=[3]", "strict=true"))
        .isInstanceOf(AulosException.class)
        .hasMessageStartingWith("low: '3': has nothing to say");
  }

  @Test
  void aLimitChoosesPromptsAsItChoosesClips() throws IOException {
    BenchResult result = beeping.run(YAML, "limit=1");

    assertThat(Objects.requireNonNull(result.prompts()).count()).isEqualTo(1);
    assertThat(generator(result, "low").clips()).isEqualTo(1);
  }

  @Test
  void eachSeedIsAnotherClip() throws IOException {
    BenchResult result = beeping.run(YAML.replace("seed: 0\n", "seeds: [0, 2]\n"));

    ScoreResult low = score(result, "gap", "low");
    assertThat(low.seeds().get("0")).isCloseTo(0.25 - REAL, within(1e-6));
    assertThat(low.seeds().get("2")).isCloseTo(0.25 - REAL + 2 / 1024d, within(1e-6));
    assertThat(generator(result, "low").clips()).isEqualTo(6);
  }

  @Test
  void whatWasMadeLiesInTheFolderOfTheRunAndCanBeJudgedAgain() throws IOException {
    RunDirectory first = beeping.writeOf(YAML, "first", "generators.low.mute=[3]");
    Path low = first.path().resolve("generated/low");
    RunDirectory second =
        beeping.writeOf(
            YAML.replace(
                "{use: beeper, value: 0.25}",
                "{use: directory, clips: first/generated/low/clips.jsonl}"),
            "second");

    assertThat(Files.readAllLines(low.resolve("clips.jsonl")))
        .containsExactly(
            "{\"id\":\"1\",\"path\":\"0001-1.wav\"}", "{\"id\":\"4\",\"path\":\"0003-4.wav\"}");
    assertThat(Files.readString(low.resolve("log.jsonl")))
        .contains("{\"id\":\"1\",\"path\":\"0001-1.wav\",\"audioSeconds\":0.5,\"seconds\":")
        .contains("{\"id\":\"3\",", "\"problem\":\"has nothing to say\\nat ");
    assertThat(Files.readString(first.path().resolve("result.json"))).doesNotContain("nat ");
    assertThat(score(second.result(), "gap", "low").value())
        .isEqualTo(score(first.result(), "gap", "low").value());
    assertThat(generator(second.result(), "low").failures().get(0).problem())
        .startsWith("there is no clip for the prompt '3'");
    assertThat(first.run().generations())
        .extracting(RunRecord.Generated::generator, RunRecord.Generated::clips)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("loud", 3),
            org.assertj.core.groups.Tuple.tuple("low", 2));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is a shell script")
  void programsStandBesideFoldersOfClips() throws IOException {
    RunDirectory made = beeping.writeOf(YAML, "made");
    Files.copy(Path.of("..", "benchmarks", "tone.sh"), folder.resolve("tone.sh"));
    BenchResult result =
        beeping.run(
            YAML.replace(
                    "{use: beeper, value: 0.5}",
                    "{use: directory, clips: made/generated/loud/clips.jsonl}")
                .replace(
                    "{use: beeper, value: 0.25}",
                    "{use: command, sample-rate: 8000, command: [sh, tone.sh, '{prompt}', '{output}', '{seed}', '{seconds}']}"));

    assertThat(score(result, "gap", "loud").value())
        .isEqualTo(score(made.result(), "gap", "loud").value());
    // The tone reaches 100 of 128 steps.
    assertThat(score(result, "gap", "low").value()).isCloseTo(100 / 128d - REAL, within(0.01));
  }

  @Test
  void theSameConfigurationGivesTheSameResult() throws IOException {
    Path first = beeping.writeOf(YAML, "first").path().resolve("result.json");
    Path second = beeping.writeOf(YAML, "second").path().resolve("result.json");

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void thePlanTellsOfGeneratorsAndTheirRemarks() throws IOException {
    beeping.writeOf(YAML, "made", "limit=1");
    String directory =
        YAML.replace(
            "{use: beeper, value: 0.25}",
            "{use: directory, clips: made/generated/low/clips.jsonl}");

    try (BenchJob job = beeping.aulos().bench(beeping.configuration(directory))) {
      assertThat(job.plan())
          .contains("generator loud: generator:beeper, 3 prompts of 0.5 s -> 8000 Hz, mono")
          .contains("task gap: metric:gap on real, loud, low, heard by peak")
          .anyMatch(line -> line.matches("! low: 2 of 3 prompts have no clip in .*: ., ."));
    }
  }

  @Test
  void tablesTellRateLengthAndParameters() throws IOException {
    ResultTable table = ResultTable.of(beeping.run(YAML));

    assertThat(table.lines().get(0)).startsWith("system", "rate", "length", "parameters", "gap ↓");
    assertThat(table.lines().get(2)).startsWith("low", "8 kHz", "0.5 s", "7");
    assertThat(table.markdown()).contains("|---|---:|---:|---:|---:|---:|---:|\n");
  }

  @Test
  void mistakesAreFoundBeforeTheWork() {
    assertProblem("prompts: {file: prompts.txt, seconds: 0.5}\n", "", "prompts: is missing");
    assertProblem("file: prompts.txt, ", "", "expected either the key 'file' or the key 'dataset'");
    assertProblem("file: prompts.txt", "dataset: reel", "no data set is named 'reel'");
    assertProblem("file: prompts.txt", "file: nowhere.txt", "there is no file of prompts");
    assertProblem("encoder: peak}", "}", "tasks.gap: expected the key 'encoder'");
    assertProblem(
        "loud: {use", "real: {use", "generators.real: a system or data set has this name");
    assertProblem("loud: {use", "a/b: {use", "generators.a/b: expected a name of letters");
    assertProblem("encoder: peak}", "encoder: mean}", "tasks.gap: encoder:mean takes features");
    assertProblem("use: beeper, value: 0.5", "use: beepr", "did you mean 'beeper'");
    assertProblem(
        "text-encoder: words", "text-encoder: peak", "tasks.words.text-encoder: encoder:peak");
  }

  private void assertProblem(String good, String wrong, String message) {
    assertThat(YAML).contains(good);
    assertThatThrownBy(
            () ->
                beeping.run(
                    YAML.replaceFirst(
                        java.util.regex.Pattern.quote(good),
                        java.util.regex.Matcher.quoteReplacement(wrong))))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEncoderInATaskNeedsGenerators() {
    assertThatThrownBy(
            () ->
                beeping.run(
                    """
                    datasets: {beeps: beeps}
                    systems: {own: {encoder: peak}}
                    tasks: {own: {metric: centroids, encoder: peak}}
                    """))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("tasks.own: names an encoder, but there are no generators");
  }
}
