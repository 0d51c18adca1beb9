package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.Direction;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static BenchResult result(ScoreResult... scores) {
    return new BenchResult(
        BenchResult.FORMAT,
        "own",
        "Own",
        "1",
        42,
        List.of(42L),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        Map.of(),
        List.of(scores),
        List.of());
  }

  /** A score of the choices given as keys and values in turn. */
  private static ScoreResult score(String task, String system, double value, String... choices) {
    Map<String, String> signature = new LinkedHashMap<>(Map.of("metric", "m"));
    for (int i = 0; i < choices.length; i += 2) {
      signature.put(choices[i], choices[i + 1]);
    }
    return new ScoreResult(
        task, system, value, Direction.HIGHER_IS_BETTER, 5, null, Map.of(), List.of(), signature);
  }

  private static Map<String, BenchResult> runs(BenchResult... results) {
    Map<String, BenchResult> runs = new LinkedHashMap<>();
    for (BenchResult result : results) {
      runs.put("run" + (runs.size() + 1), result);
    }
    return runs;
  }

  @Test
  void likeRunsAreOneTableInWhichTheBestIsMarked() {
    ResultTable table =
        Comparison.of(
            runs(result(score("t", "a", 1, "data", "x")), result(score("t", "a", 2, "data", "x"))),
            false);

    assertThat(table.systems()).containsExactly("run1/a", "run2/a");
    assertThat(table.lines().get(2)).containsExactly("run2/a", "2.000 *");
  }

  @Test
  void unlikeRunsAreRefusedWithTheTaskAndTheChoices() {
    Map<String, BenchResult> runs =
        runs(
            result(score("t", "a", 1, "data", "x", "k", "5")),
            result(score("t", "a", 2, "data", "y", "folds", "3")));

    assertThatThrownBy(() -> Comparison.of(runs, false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining(
            "task 't' differs in data x and y, folds absent and 3, k 5 and absent")
        .hasMessageContaining("--force");
  }

  @Test
  void eachUnlikeTaskIsNamedOnce() {
    Map<String, BenchResult> runs =
        runs(
            result(score("t", "a", 1, "k", "1"), score("u", "a", 1, "k", "1")),
            result(score("t", "a", 1, "k", "2"), score("u", "a", 1, "k", "2")),
            result(score("t", "a", 1, "k", "3"), score("u", "a", 1, "k", "1")));

    assertThatThrownBy(() -> Comparison.of(runs, false))
        .satisfies(
            thrown ->
                assertThat(String.valueOf(thrown.getMessage()).lines())
                    .filteredOn(line -> line.contains("differs in"))
                    .hasSize(2));
  }

  @Test
  void forceShowsUnlikeRunsWithoutRankingThem() {
    ResultTable table =
        Comparison.of(
            runs(result(score("t", "a", 1, "k", "1")), result(score("t", "a", 2, "k", "2"))), true);

    assertThat(table.lines().get(2)).containsExactly("run2/a", "2.000");
    assertThat(table.notes()).containsExactly("t: not ranked, since the scores differ in k");
  }

  @Test
  void systemsOfDifferentSpacesMayStandSideBySide() {
    ResultTable table =
        Comparison.of(
            runs(
                result(score("t", "a", 1, "space", "A"), score("t", "b", 3, "space", "B")),
                result(score("t", "a", 2, "space", "A"), score("t", "b", 4, "space", "B"))),
            false);

    assertThat(table.systems()).hasSize(4);
    assertThat(table.notes()).containsExactly("t: not ranked, since the scores differ in space");
  }

  @Test
  void withinOneSpaceTheOtherChoicesMustAgree() {
    Map<String, BenchResult> runs =
        runs(
            result(score("t", "a", 1, "space", "A", "data", "x")),
            result(score("t", "a", 2, "space", "A", "data", "y")));

    assertThatThrownBy(() -> Comparison.of(runs, false))
        .isInstanceOf(IncomparableException.class)
        .hasMessageContaining("data x and y");
  }

  @Test
  void runsWithoutCommonTasksAreJustShown() {
    ResultTable table =
        Comparison.of(
            runs(result(score("t", "a", 1, "k", "1")), result(score("u", "a", 2, "k", "2"))),
            false);

    assertThat(table.tasks()).containsExactly("t", "u");
  }

  @Test
  void aThousandScoresAreComparedAtOnce() {
    List<ScoreResult> scores = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      scores.add(score("t" + i % 20, "s" + i / 20, i, "data", "x", "k", "5"));
    }
    BenchResult result = result(scores.toArray(ScoreResult[]::new));

    assertThat(Comparison.of(runs(result, result), false).markdown().lines()).hasSize(102);
  }
}
