package org.aulos.runtime.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.aulos.api.Direction;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.ResultTable;
import org.jspecify.annotations.Nullable;

/**
 * Systems × tasks. The best of a column is marked only where all signatures of the column are
 * equal: unlike signatures are not ranked.
 */
record ScoreTable(
    List<Column> columns,
    List<Row> rows,
    List<Note> notes,
    boolean noted,
    List<String> levels,
    boolean ranked,
    @Nullable String seeds) {
  /** The signature's name for the embedding in which a metric measures. */
  private static final String SPACE = "space";

  /** A task. */
  record Column(
      String task,
      String metric,
      String dataset,
      String arrow,
      String direction,
      @Nullable Integer note) {}

  /** A system. */
  record Row(String system, List<Cell> cells) {}

  /** A score, what only a publication reports, or a gap. */
  record Cell(@Nullable Shown shown, @Nullable Paper published) {}

  /** A score as it is printed. */
  record Shown(
      double exact,
      String value,
      @Nullable String halfWidth,
      @Nullable String interval,
      @Nullable String seedDeviation,
      @Nullable String chance,
      @Nullable Paper paper,
      String n,
      boolean best,
      List<Integer> notes) {}

  /** What a publication reports, how far the score is above it, the footnote that says which. */
  record Paper(String value, @Nullable String above, int note) {}

  /** A footnote. */
  record Note(int number, String text) {}

  static ScoreTable of(BenchResult result) {
    Builder builder = new Builder(ResultTable.of(result));
    Map<String, List<Cell>> rows = new LinkedHashMap<>();
    result.rows().forEach(system -> rows.put(system, new ArrayList<>()));
    builder.table.published().keySet().forEach(name -> rows.put(name, new ArrayList<>()));
    List<Column> columns = new ArrayList<>();
    result
        .tasks()
        .forEach(
            (name, task) -> {
              Map<String, ScoreResult> scores = byName(result, name);
              columns.add(builder.column(name, task, scores));
              rows.forEach((system, cells) -> cells.add(builder.cell(name, scores, system)));
            });
    return new ScoreTable(
        columns,
        rows.entrySet().stream().map(row -> new Row(row.getKey(), row.getValue())).toList(),
        builder.notes(),
        !builder.numbers.isEmpty(),
        levels(result),
        builder.ranked,
        seeds(result));
  }

  /** The seeds of the means in the table, if there are any. */
  private static @Nullable String seeds(BenchResult result) {
    return result.scores().stream().allMatch(score -> score.seeds().isEmpty())
        ? null
        : String.join(", ", result.seeds().stream().map(String::valueOf).toList());
  }

  /** The confidence levels of all intervals as one text, or nothing. */
  private static List<String> levels(BenchResult result) {
    TreeSet<Double> levels = new TreeSet<>();
    for (ScoreResult score : result.scores()) {
      if (score.interval() != null) {
        levels.add(score.interval().level());
      }
    }
    return levels.isEmpty()
        ? List.of()
        : List.of(String.join(" or ", levels.stream().map(ResultTable::level).toList()));
  }

  /** The scores of a task by system, in the order of the result. */
  static Map<String, ScoreResult> byName(BenchResult result, String task) {
    Map<String, ScoreResult> scores = new LinkedHashMap<>();
    for (ScoreResult score : result.scores()) {
      if (score.task().equals(task)) {
        scores.put(score.system(), score);
      }
    }
    return scores;
  }

  /** Decimals in which the scores of a task are printed. */
  static int decimals(Map<String, ScoreResult> scores) {
    return Numbers.decimals(scores.values().stream().mapToDouble(ScoreResult::value));
  }

  private static @Nullable String plusMinus(OptionalDouble value, int decimals) {
    String fixed = fixed(value, decimals);
    return fixed == null ? null : "\u00b1" + fixed;
  }

  private static @Nullable String fixed(OptionalDouble value, int decimals) {
    return value.isPresent() ? Numbers.fixed(value.getAsDouble(), decimals) : null;
  }

  static String interval(ScoreResult score, int decimals) {
    return score.interval() == null
        ? ""
        : "[%s, %s]"
            .formatted(
                Numbers.fixed(score.interval().low(), decimals),
                Numbers.fixed(score.interval().high(), decimals));
  }

  /** Collects footnotes, each text once. */
  private static final class Builder {
    private final ResultTable table;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private boolean ranked;

    Builder(ResultTable table) {
      this.table = table;
    }

    Column column(String name, BenchResult.TaskResult task, Map<String, ScoreResult> scores) {
      boolean lower =
          scores.values().stream().anyMatch(s -> s.direction() == Direction.LOWER_IS_BETTER);
      return new Column(
          name,
          metric(task),
          task.dataset(),
          lower ? "↓" : "↑",
          lower ? "lower is better" : "higher is better",
          unranked(name, table.unlike(name)));
    }

    /** The metric without its role. */
    private static String metric(BenchResult.TaskResult task) {
      String component = task.metric().component();
      return component.substring(component.indexOf(':') + 1);
    }

    private @Nullable Integer unranked(String task, List<String> differences) {
      if (differences.isEmpty()) {
        return null;
      }
      boolean ruler = differences.contains(SPACE);
      return note(
          "%s is not ranked: the signatures of its scores differ in %s.%s"
              .formatted(
                  task,
                  String.join(", ", differences),
                  ruler ? " The embedding is the evaluator: each system has its own ruler." : ""));
    }

    Cell cell(String task, Map<String, ScoreResult> scores, String system) {
      ScoreResult score = scores.get(system);
      int decimals = decimals(scores);
      if (score == null) {
        PaperResult paper = table.published().getOrDefault(system, Map.of()).get(task);
        return new Cell(
            null, paper == null ? null : paper(paper, OptionalDouble.empty(), decimals));
      }
      boolean best = table.best(score);
      ranked |= best;
      return new Cell(
          new Shown(
              score.value(),
              Numbers.fixed(score.value(), decimals),
              plusMinus(score.halfWidth(), decimals),
              score.interval() == null ? null : interval(score, decimals),
              plusMinus(score.seedDeviation(), decimals),
              fixed(score.chance(), decimals),
              score.paper() == null ? null : paper(score.paper(), score.abovePaper(), decimals),
              clips(score),
              best,
              score.warnings().stream().map(this::note).toList()),
          null);
    }

    /** Clips, and seeds if there are several, behind a score. */
    private static String clips(ScoreResult score) {
      int seeds = score.seeds().size();
      return Numbers.count(score.n()) + (seeds == 0 ? "" : " · " + seeds + " seeds");
    }

    private Paper paper(PaperResult paper, OptionalDouble above, int decimals) {
      return new Paper(
          Numbers.fixed(paper.value(), decimals),
          above.isEmpty() ? null : signed(above.getAsDouble(), decimals),
          note("Reported in " + paper.origin() + "; not measured by this run."));
    }

    private static String signed(double value, int decimals) {
      return (value < 0 ? "" : "+") + Numbers.fixed(value, decimals);
    }

    private int note(String text) {
      return numbers.computeIfAbsent(text, key -> numbers.size() + 1);
    }

    List<Note> notes() {
      return numbers.entrySet().stream().map(n -> new Note(n.getValue(), n.getKey())).toList();
    }
  }
}
