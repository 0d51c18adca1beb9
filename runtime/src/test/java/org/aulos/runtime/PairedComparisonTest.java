package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.BenchResult.SystemResult;
import org.aulos.runtime.BenchResult.TaskResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairedComparisonTest {
  private static final int CLIPS = 100;

  @TempDir private Path folder;

  /** A run that a test describes. */
  private final class Run {
    private final String name;
    private final Map<String, SystemResult> systems = new LinkedHashMap<>();
    private final Map<String, TaskResult> tasks = new LinkedHashMap<>();
    private final List<ScoreResult> scores = new ArrayList<>();
    private final List<SampleResult> samples = new ArrayList<>();

    Run(String name) {
      this.name = name;
    }

    /** An accuracy: the first clips are hits. */
    Run hits(String system, int hits, String... choices) {
      return clips("t", system, CLIPS, clip -> clip < hits ? 1 : 0, choices);
    }

    Run clips(String task, String system, int clips, IntToDoubleFunction share, String... choices) {
      double sum = 0;
      for (int clip = 0; clip < clips; clip++) {
        sum += share.applyAsDouble(clip);
        sample(task, system, null, "c" + clip, share.applyAsDouble(clip));
      }
      return score(task, system, sum / clips, choices);
    }

    Run sample(String task, String system, @Nullable Long seed, String id, double value) {
      samples.add(new SampleResult(task, system, seed, id, value, "x", value > 0 ? "x" : "y"));
      return this;
    }

    /** A score of the choices given as keys and values in turn. */
    Run score(String task, String system, double value, String... choices) {
      Map<String, String> signature = new LinkedHashMap<>(Map.of("metric", "m"));
      for (int i = 0; i < choices.length; i += 2) {
        signature.put(choices[i], choices[i + 1]);
      }
      ComponentResult component = new ComponentResult("metric:m", "p", "1", Map.of());
      systems.put(system, new SystemResult(null, component, null, 16_000, 1, 2, null));
      tasks.put(task, new TaskResult("d", component, null, null));
      scores.add(
          new ScoreResult(
              task,
              system,
              value,
              Direction.HIGHER_IS_BETTER,
              CLIPS,
              null,
              Map.of(),
              List.of(),
              signature));
      return this;
    }

    RunDirectory write() {
      RunDirectory run = RunDirectory.create(folder.resolve(name));
      run.write(
          new BenchResult(
              BenchResult.FORMAT,
              name,
              name,
              "1",
              42,
              List.of(42L),
              Map.of(),
              Map.of(),
              systems,
              Map.of(),
              null,
              tasks,
              scores,
              List.of()));
      run.writeSamples(samples);
      return run;
    }
  }

  private static PairedDifference only(PairedComparison comparison) {
    assertThat(comparison.differences()).hasSize(1);
    return comparison.differences().get(0);
  }

  private Map<String, RunDirectory> runs(Run first, Run second) {
    Map<String, RunDirectory> runs = new LinkedHashMap<>();
    runs.put(first.name, first.write());
    runs.put(second.name, second.write());
    return runs;
  }

  @Test
  void aRealDifferenceIsSaidInWords() {
    RunDirectory run = new Run("r").hits("old", 60).hits("new", 75).write();

    PairedDifference found = only(PairedComparison.within(run, List.of(), false));

    assertThat(found.difference()).isCloseTo(0.15, within(1e-12));
    // Fifteen clips gained, none lost: 2 / 2^15.
    assertThat(found.p()).isCloseTo(2 / 32_768.0, within(1e-12));
    assertThat(found.real()).isTrue();
    assertThat(found.sentence())
        .startsWith("new is better than old by 15.0 points [")
        .endsWith("], p < 0.001");
  }

  @Test
  void theBetterSystemIsNamedWhicheverComesFirst() {
    RunDirectory run = new Run("r").hits("good", 90).hits("bad", 60).write();

    String sentence = only(PairedComparison.within(run, List.of(), false)).sentence();

    assertThat(sentence).startsWith("good is better than bad by 30.0 points [2");
  }

  @Test
  void whereThereIsNoEvidenceNobodyIsBetter() {
    RunDirectory run = new Run("r").hits("old", 60).hits("new", 62).write();

    PairedDifference found = only(PairedComparison.within(run, List.of(), false));

    assertThat(found.real()).isFalse();
    assertThat(found.sentence())
        .startsWith("no real difference between old and new: new is ahead by 2.0 points [0.0, ")
        .endsWith("p = 0.500");
  }

  @Test
  void sharesThatAreNoHitsArePlainNumbers() {
    Run described = new Run("r");
    for (int clip = 0; clip < 40; clip++) {
      described.samples.add(new SampleResult("t", "a", null, "c" + clip, clip % 7, null, null));
      described.samples.add(
          new SampleResult("t", "b", null, "c" + clip, clip % 7 + clip % 3, null, null));
    }
    double first =
        described.samples.stream()
            .filter(s -> s.system().equals("a"))
            .mapToDouble(SampleResult::value)
            .average()
            .orElseThrow();
    double second =
        described.samples.stream()
            .filter(s -> s.system().equals("b"))
            .mapToDouble(SampleResult::value)
            .average()
            .orElseThrow();
    RunDirectory run = described.score("t", "a", first).score("t", "b", second).write();

    PairedDifference found = only(PairedComparison.within(run, List.of(), false));

    assertThat(found.test()).isEqualTo("sign-flip test, 100,000 draws");
    assertThat(found.interval().low()).isLessThan(found.difference());
    assertThat(found.sentence())
        .startsWith("b is better than a by 0.975 [")
        .doesNotContain("points");
  }

  @Test
  void everyPairOfARunIsTestedAndCorrectedTogether() {
    RunDirectory run = new Run("r").hits("a", 60).hits("b", 66).hits("c", 73).write();

    PairedComparison comparison = PairedComparison.within(run, List.of(), false);

    assertThat(comparison.differences())
        .extracting(found -> found.first() + found.second())
        .containsExactly("ab", "ac", "bc");
    // 6, 13 and 7 clips gained: p is 2^-5, 2^-12 and 2^-6, the least times three, the next times
    // two.
    assertThat(comparison.differences())
        .extracting(PairedDifference::adjustedP)
        .containsExactly(1 / 32.0, 3 / 4096.0, 1 / 32.0);
    assertThat(comparison.differences().get(2).sentence())
        .contains("p = 0.016 (corrected: p = 0.031)");
  }

  @Test
  void systemsCanBeChosen() {
    RunDirectory run = new Run("r").hits("a", 60).hits("b", 66).hits("c", 73).write();

    assertThat(only(PairedComparison.within(run, List.of("c", "a"), false)).first()).isEqualTo("c");
    assertThatThrownBy(() -> PairedComparison.within(run, List.of("a", "d"), false))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("no system to compare is named 'd'");
    assertThatThrownBy(() -> PairedComparison.within(run, List.of("a"), false))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("expected two systems or more");
  }

  @Test
  void systemsThatTwoRunsShareAreCompared() {
    Map<String, RunDirectory> runs =
        runs(new Run("before").hits("a", 60).hits("b", 60), new Run("after").hits("a", 70));

    PairedDifference found = only(PairedComparison.between(runs, List.of(), false));

    assertThat(found.sentence()).startsWith("after/a is better than before/a by 10.0 points");
  }

  @Test
  void unlikeSignaturesAreRefusedWithBothValuesUnlessForced() {
    Map<String, RunDirectory> runs =
        runs(new Run("x").hits("a", 60, "k", "5"), new Run("y").hits("a", 70, "k", "7"));

    assertThatThrownBy(() -> PairedComparison.between(runs, List.of(), false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("task 't' differs in k 5 and 7 (x/a and y/a)")
        .hasMessageContaining("--force");
    assertThat(PairedComparison.between(runs, List.of(), true).notes())
        .containsExactly("task 't' differs in k 5 and 7 (x/a and y/a)");
  }

  @Test
  void whatIsUnlikeInTheSameWayIsSaidOnce() {
    Map<String, RunDirectory> runs =
        runs(
            new Run("x").hits("a", 60, "k", "5").hits("b", 60, "k", "5"),
            new Run("y").hits("a", 70, "k", "7").hits("b", 70, "k", "7"));

    assertThatThrownBy(() -> PairedComparison.between(runs, List.of(), false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("task 't' differs in k 5 and 7 (x/a and y/a, and 1 more)");
  }

  @Test
  void equalsAreSaidToBeEqual() {
    RunDirectory run = new Run("r").hits("a", 60).hits("b", 60).write();

    PairedDifference found = only(PairedComparison.within(run, List.of(), false));

    assertThat(found.test()).isEqualTo("no clip differs");
    assertThat(found.sentence())
        .isEqualTo("no difference between a and b: 0.0 points [0.0, 0.0], p = 1.000");
  }

  @Test
  void otherClipsAreRefusedUnlessForced() {
    Map<String, RunDirectory> runs =
        runs(
            new Run("x").hits("a", 60),
            new Run("y").clips("t", "a", 90, clip -> clip < 70 ? 1 : 0));

    assertThatThrownBy(() -> PairedComparison.between(runs, List.of(), false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("task 't' differs in clips: 100 of x/a, 90 of y/a, 90 of both");
    PairedDifference found = only(PairedComparison.between(runs, List.of(), true));
    assertThat(found.clips()).isEqualTo(90);
    assertThat(found.firstValue()).isCloseTo(60 / 90.0, within(1e-12));
  }

  @Test
  void distancesThroughDifferentEncodersAreLeftOut() {
    RunDirectory run =
        new Run("r")
            .hits("a", 60)
            .hits("b", 70)
            .clips("d", "a", CLIPS, clip -> clip, "space", "A")
            .clips("d", "b", CLIPS, clip -> clip, "space", "B")
            .write();

    PairedComparison comparison = PairedComparison.within(run, List.of(), false);

    assertThat(only(comparison).task()).isEqualTo("t");
    assertThat(comparison.notes())
        .containsExactly(
            "d is not tested: the embedding is the evaluator, and each system has its own");
  }

  @Test
  void metricsThatSayNothingOfClipsAreLeftOut() {
    RunDirectory run = new Run("r").score("t", "a", 1).score("t", "b", 2).write();

    assertThatThrownBy(() -> PairedComparison.within(run, List.of(), false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("t is not tested: its metric says nothing of single clips");
  }

  @Test
  void sharesWhoseMeanIsNotTheScoreAreLeftOut() {
    Run described = new Run("r").hits("a", 60).hits("b", 70);
    described.samples.remove(0);

    assertThatThrownBy(() -> PairedComparison.within(described.write(), List.of(), false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("does not have the score as its mean");
  }

  @Test
  void aClipThatStandsThereTwiceIsNamed() {
    RunDirectory run =
        new Run("r").hits("a", 60).hits("b", 70).sample("t", "b", null, "c3", 1).write();

    assertThatThrownBy(() -> PairedComparison.within(run, List.of(), false))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("holds the clip 'c3' twice");
  }

  @Test
  void severalSeedsAreTestedOverSeedsAndClips() {
    Run described = new Run("r");
    for (long seed = 1; seed <= 3; seed++) {
      for (int clip = 0; clip < CLIPS; clip++) {
        described.sample("t", "a", seed, "c" + clip, clip < 60 + seed ? 1 : 0);
      }
    }
    RunDirectory run = described.score("t", "a", 0.62).hits("b", 80).write();

    PairedDifference found = only(PairedComparison.within(run, List.of(), false));

    assertThat(found.seeds()).isEqualTo(3);
    assertThat(found.test()).isEqualTo("t test over seeds and clips");
    assertThat(found.difference()).isCloseTo(0.18, within(1e-12));
    assertThat(found.p()).isLessThan(0.01);
  }

  @Test
  void oneResultGivesOneAnswer() {
    RunDirectory run = new Run("r").hits("a", 60).hits("b", 70).write();

    assertThat(PairedComparison.within(run, List.of(), false))
        .isEqualTo(PairedComparison.within(run, List.of(), false));
  }
}
