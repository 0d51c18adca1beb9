package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.api.Score;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.BenchResult.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTableTest {
  private static final Map<String, String> SIGNATURE = Map.of("metric", "probe", "data", "abc");

  private static ScoreResult score(String task, String system, double value) {
    return score(task, system, value, Direction.HIGHER_IS_BETTER, SIGNATURE);
  }

  private static ScoreResult score(
      String task,
      String system,
      double value,
      Direction direction,
      Map<String, String> signature) {
    return new ScoreResult(
        task, system, value, direction, 10, null, Map.of(), List.of(), signature);
  }

  private static List<String> column(ResultTable table, int index) {
    return table.lines().stream().map(line -> line.get(index)).toList();
  }

  @Test
  void rowsAreSystemsAndColumnsTasksInTheOrderOfTheirAppearance() {
    ResultTable table =
        new ResultTable(List.of(score("t2", "b", 1), score("t1", "a", 2), score("t1", "b", 3)));

    assertThat(table.systems()).containsExactly("b", "a");
    assertThat(table.tasks()).containsExactly("t2", "t1");
    assertThat(table.cell("a", "t2")).isEmpty();
    assertThat(table.cell("b", "t1")).map(ScoreResult::value).contains(3.0);
  }

  @Test
  void theHighestIsMarkedWhereHigherIsBetter() {
    ResultTable table = new ResultTable(List.of(score("t", "a", 0.5), score("t", "b", 0.75)));

    assertThat(column(table, 1)).containsExactly("t \u2191", "0.500", "0.750 *");
  }

  @Test
  void theLowestIsMarkedWhereLowerIsBetter() {
    ResultTable table =
        new ResultTable(
            List.of(
                score("t", "a", 12.34, Direction.LOWER_IS_BETTER, SIGNATURE),
                score("t", "b", -12.34, Direction.LOWER_IS_BETTER, SIGNATURE)));

    assertThat(column(table, 1)).containsExactly("t \u2193", "12.3", "-12.3 *");
  }

  @Test
  void equalsAreBothBest() {
    ResultTable table = new ResultTable(List.of(score("t", "a", 1), score("t", "b", 1)));

    assertThat(column(table, 1)).containsExactly("t \u2191", "1.000 *", "1.000 *");
  }

  @Test
  void aSystemAloneIsBestOfNothing() {
    assertThat(column(new ResultTable(List.of(score("t", "a", 1))), 1))
        .containsExactly("t \u2191", "1.000");
  }

  @Test
  void scoresObtainedInDifferentWaysAreNotRankedAndThatIsSaid() {
    ResultTable table =
        new ResultTable(
            List.of(
                score("t", "a", 1),
                score("t", "b", 2, Direction.HIGHER_IS_BETTER, Map.of("metric", "probe", "k", "5")),
                score("u", "a", 1),
                score("u", "b", 2)));

    assertThat(table.unlike("t")).containsExactly("data", "k");
    assertThat(column(table, 1)).noneMatch(cell -> cell.contains("*"));
    assertThat(column(table, 2)).containsExactly("u \u2191", "1.000", "2.000 *");
    assertThat(table.notes()).containsExactly("t: not ranked, since the scores differ in data, k");
  }

  @Test
  void intervalsAndWarningsStandBesideTheNumber() {
    ScoreResult score =
        new ScoreResult(
            "t",
            "a",
            0.5,
            Direction.HIGHER_IS_BETTER,
            10,
            new Interval(0.25, 0.75, 0.95),
            Map.of(),
            List.of("few clips"),
            SIGNATURE);
    ResultTable table = new ResultTable(List.of(score));

    assertThat(column(table, 1)).last().isEqualTo("0.500 \u00b10.250 !");
    assertThat(table.notes())
        .containsExactly("\u00b1: half the width of the 95 % interval", "! t, a: few clips");
  }

  @Test
  void seedsAndPapersStandBesideTheNumber() throws IOException {
    ScoreResult score =
        new ScoreResult(
            "t",
            "a",
            0.5,
            Direction.HIGHER_IS_BETTER,
            10,
            new Interval(0.25, 0.75, 0.95),
            Map.of("1", 0.25, "2", 0.75),
            new PaperResult(0.625, "Own 2020, table 1"),
            Map.of(),
            List.of(),
            SIGNATURE);
    ResultTable table = new ResultTable(List.of(score));

    // Of 1/4 and 3/4 the standard deviation is the root of 1/8.
    assertThat(column(table, 1))
        .last()
        .isEqualTo("0.500 \u00b10.250 (seeds \u00b10.354) (paper 0.625, -0.125)");
    assertThat(table.notes().get(1)).startsWith("t: means over the seeds ");
    assertThat(table.notes())
        .endsWith(
            "paper: what Own 2020, table 1 reports for t; not measured here",
            "after a paper's number: how far ours is above it");
    try (CSVParser rows =
        CSVParser.parse(table.csv(), CSVFormat.RFC4180.builder().setHeader().get())) {
      CSVRecord row = rows.getRecords().get(0);
      assertThat(row.get("seeds")).isEqualTo("2");
      assertThat(Double.parseDouble(row.get("seed-deviation"))).isEqualTo(Math.sqrt(1 / 8.0));
      assertThat(row.get("plus-minus")).isEqualTo("0.25");
      assertThat(row.get("above-paper")).isEqualTo("-0.125");
      assertThat(row.get("paper")).isEqualTo("0.625");
      assertThat(row.get("paper-source")).isEqualTo("Own 2020, table 1");
    }
  }

  private static ScoreResult withChance(String task, String system, double chance) {
    return new ScoreResult(
        task,
        system,
        0.5,
        Direction.HIGHER_IS_BETTER,
        10,
        null,
        Map.of(Score.CHANCE, chance),
        List.of(),
        SIGNATURE);
  }

  @Test
  void chanceHasALineOfItsOwn() throws IOException {
    ResultTable table =
        new ResultTable(
            List.of(
                withChance("found", "a", 0.125),
                withChance("found", "b", 0.125),
                withChance("others", "a", 0.25),
                withChance("others", "b", 0.5),
                score("probe", "a", 1)));

    assertThat(table.lines()).last().isEqualTo(List.of("chance", "0.125", "0.250 to 0.500", ""));
    assertThat(table.notes())
        .contains("chance: what guessing scores on average over the same clips");
    try (CSVParser rows =
        CSVParser.parse(table.csv(), CSVFormat.RFC4180.builder().setHeader().get())) {
      assertThat(rows.getRecords())
          .extracting(row -> row.get("chance"))
          .containsExactly("0.125", "0.125", "0.25", "0.5", "");
    }
    assertThat(new ResultTable(List.of(score("probe", "a", 1))).lines()).hasSize(2);
  }

  @Test
  void noDifferenceIsShownFromWhatAPaperReportsOfOtherData() {
    ScoreResult score =
        new ScoreResult(
            "t",
            "a",
            0.5,
            Direction.HIGHER_IS_BETTER,
            10,
            null,
            Map.of(),
            new PaperResult(0.625, "Own 2020, table 1", "ESC-50"),
            Map.of(),
            List.of(),
            SIGNATURE);
    ResultTable table = new ResultTable(List.of(score));

    assertThat(column(table, 1)).last().isEqualTo("0.500 (paper 0.625)");
    assertThat(table.notes())
        .last()
        .isEqualTo("paper: what Own 2020, table 1 (of ESC-50) reports for t; not measured here");
    assertThat(table.csv()).contains(",0.625,\"Own 2020, table 1 (of ESC-50)\",");
  }

  @Test
  void whatOnlyOthersReportStandsBelowTheSystems() {
    BenchResult result =
        new BenchResult(
            BenchResult.FORMAT,
            "b",
            "b",
            "1",
            1,
            List.of(1L),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            null,
            Map.of(
                "t",
                new TaskResult(
                    "d",
                    new ComponentResult("metric:m", "p", "1", Map.of()),
                    null,
                    null,
                    Map.of("theirs", new PaperResult(0.625, "Own 2020")),
                    null)),
            List.of(score("t", "a", 0.5), score("u", "a", 0.5)),
            List.of());

    ResultTable table = ResultTable.of(result);

    assertThat(table.lines()).last().isEqualTo(List.of("theirs", "(paper 0.625)", ""));
    assertThat(table.notes()).singleElement().asString().contains("Own 2020 reports for t");
    assertThat(table.csv()).contains("t,theirs,,").contains(",0.625,Own 2020,");
  }

  @Test
  void levelsHaveTheDecimalsTheyNeed() {
    assertThat(ResultTable.level(0.95)).isEqualTo("95 %");
    assertThat(ResultTable.level(0.999)).isEqualTo("99.9 %");
  }

  @ParameterizedTest
  @CsvSource({"9.9994,9.999", "10,10.0", "-0.5,-0.500", "123456.78,123456.8", "0,0.000"})
  void numbersHaveThreeDecimalsBelowTen(double value, String expected) {
    assertThat(ResultTable.number(value)).isEqualTo(expected);
  }

  @Test
  void numbersDoNotDependOnTheLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(ResultTable.number(0.5)).isEqualTo("0.500");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void markdownIsATableWithItsNotesBelow() {
    ResultTable table =
        new ResultTable(
            List.of(
                score("t|u", "a", 1),
                score("t|u", "b", 2, Direction.HIGHER_IS_BETTER, Map.of("metric", "knn"))));

    assertThat(table.markdown())
        .isEqualTo(
            """
            | system | t\\|u \u2191 |
            |---|---:|
            | a | 1.000 |
            | b | 2.000 |

            t|u: not ranked, since the scores differ in data, metric
            """);
  }

  @Test
  void aTableWithoutScoresIsAHeader() {
    assertThat(new ResultTable(List.of()).markdown()).isEqualTo("| system |\n|---|\n");
  }

  @Test
  void csvReadsBackWithEveryDigit() throws IOException {
    double value = 0.1 + 0.2;
    String csv = new ResultTable(List.of(score("a, \"b\"", "s", value))).csv();

    try (CSVParser rows = CSVParser.parse(csv, CSVFormat.RFC4180.builder().setHeader().get())) {
      CSVRecord row = rows.getRecords().get(0);
      assertThat(row.get("task")).isEqualTo("a, \"b\"");
      assertThat(Double.parseDouble(row.get("value"))).isEqualTo(value);
      assertThat(row.get("low")).isEmpty();
      assertThat(row.get("direction")).isEqualTo("higher-is-better");
      assertThat(row.get("signature").split("\\|"))
          .containsExactlyInAnyOrder("metric:probe", "data:abc");
    }
  }
}
