package org.aulos.runtime;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult.GeneratorResult;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.ScoreResult;

/**
 * Scores as a table: a row for each system, a column for each task; the best of a column is marked
 * where ranking is allowed.
 */
public final class ResultTable {
  private static final String CHANCE = "chance";

  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              "task",
              "system",
              "value",
              "low",
              "high",
              "n",
              "direction",
              "signature",
              "seeds",
              "seed-deviation",
              "plus-minus",
              "paper",
              "paper-source",
              "above-paper",
              CHANCE)
          .get();

  private static final List<String> GENERATOR = List.of("rate", "length", "parameters");
  private static final String[] UNITS = {"", "k", "M", "G"};

  private final List<String> systems;
  private final List<String> tasks;
  private final Map<String, ScoreResult> cells = new LinkedHashMap<>();
  private final Map<String, Map<String, PaperResult>> published = new LinkedHashMap<>();
  private final Map<String, GeneratorResult> generators;

  /**
   * The table of a benchmark, in which generators tell what they are; below its systems stand those
   * of which only others have reported.
   */
  public static ResultTable of(BenchResult result) {
    ResultTable table = new ResultTable(result.scores(), result.generators());
    result
        .tasks()
        .forEach(
            (task, set) ->
                set.published()
                    .forEach(
                        (name, paper) ->
                            table
                                .published
                                .computeIfAbsent(name, key -> new LinkedHashMap<>())
                                .put(task, paper)));
    return table;
  }

  /** The table of the given scores; rows and columns in the order of their first appearance. */
  public ResultTable(List<ScoreResult> scores) {
    this(scores, Map.of());
  }

  private ResultTable(List<ScoreResult> scores, Map<String, GeneratorResult> generators) {
    Set<String> rows = new LinkedHashSet<>();
    Set<String> columns = new LinkedHashSet<>();
    for (ScoreResult score : scores) {
      rows.add(score.system());
      columns.add(score.task());
      cells.put(key(score.system(), score.task()), score);
    }
    this.systems = List.copyOf(rows);
    this.tasks = List.copyOf(columns);
    this.generators = generators;
  }

  /** All scores, in the order of their first appearance. */
  public List<ScoreResult> scores() {
    return List.copyOf(cells.values());
  }

  /** Names of the rows. */
  public List<String> systems() {
    return systems;
  }

  /** Names of the columns. */
  public List<String> tasks() {
    return tasks;
  }

  /** The score of one cell. */
  public Optional<ScoreResult> cell(String system, String task) {
    return Optional.ofNullable(cells.get(key(system, task)));
  }

  /**
   * Choices on which the scores of a column differ, in alphabetical order; empty if they may be
   * ranked.
   */
  public List<String> unlike(String task) {
    Set<String> differences = new LinkedHashSet<>();
    List<ScoreResult> column = column(task);
    for (ScoreResult score : column) {
      differences.addAll(
          Signature.of(score.signature()).differences(Signature.of(column.get(0).signature())));
    }
    return differences.stream().sorted().toList();
  }

  /** Whether a score is the best of a column whose scores may be ranked. */
  public boolean best(ScoreResult score) {
    List<ScoreResult> column = column(score.task());
    return column.size() > 1
        && unlike(score.task()).isEmpty()
        && column.stream()
            .noneMatch(other -> score.direction().better(other.value(), score.value()));
  }

  private List<ScoreResult> column(String task) {
    return cells.values().stream().filter(score -> score.task().equals(task)).toList();
  }

  /**
   * What publications report of systems that were not run: a row for each, of their numbers by
   * task.
   */
  public Map<String, Map<String, PaperResult>> published() {
    return Collections.unmodifiableMap(published);
  }

  /**
   * Header, then a line for each system, one of what chance gives if a metric tells it, and one for
   * each system of which only others have reported; the best of a column carries {@code *}.
   */
  public List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("system"));
    header.addAll(generators.isEmpty() ? List.of() : GENERATOR);
    tasks.forEach(task -> header.add(task + arrow(task)));
    lines.add(header);
    for (String system : systems) {
      List<String> line = row(system);
      for (String task : tasks) {
        line.add(cell(system, task).map(this::text).orElse(""));
      }
      lines.add(line);
    }
    if (cells.values().stream().anyMatch(score -> score.chance().isPresent())) {
      List<String> line = row(CHANCE);
      tasks.forEach(task -> line.add(chance(task)));
      lines.add(line);
    }
    published.forEach(
        (name, papers) -> {
          List<String> line = row(name);
          tasks.forEach(
              task ->
                  line.add(
                      papers.containsKey(task)
                          ? "(paper " + number(papers.get(task).value()) + ")"
                          : ""));
          lines.add(line);
        });
    return lines;
  }

  /** The beginning of a line, before its scores. */
  private List<String> row(String name) {
    List<String> line = new ArrayList<>(List.of(name));
    line.addAll(generators.isEmpty() ? List.of() : facts(name));
    return line;
  }

  /** Rate, mean length and parameters of a generator; nothing of a system. */
  private List<String> facts(String row) {
    GeneratorResult own = generators.get(row);
    if (own == null) {
      return List.of("", "", "");
    }
    String rate = String.format(Locale.ROOT, "%.4g", own.sampleRate() / 1000.0);
    Long parameters = own.parameters();
    return List.of(
        rate.replaceAll("\\.?0*$", "") + " kHz",
        own.clips() == 0 ? "" : String.format(Locale.ROOT, "%.1f s", own.seconds() / own.clips()),
        parameters == null ? "" : abbreviated(parameters));
  }

  /** A count in thousands, millions or billions, to three digits. */
  private static String abbreviated(long count) {
    int thousands = 0;
    double value = count;
    while (value >= 999.5 && thousands < UNITS.length - 1) {
      value /= 1000;
      thousands++;
    }
    return thousands == 0
        ? Long.toString(count)
        : String.format(
                Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value)
            + UNITS[thousands];
  }

  /** What chance gives in a column; its range if that depends on the system. */
  private String chance(String task) {
    DoubleSummaryStatistics chances =
        column(task).stream().flatMapToDouble(score -> score.chance().stream()).summaryStatistics();
    if (chances.getCount() == 0) {
      return "";
    }
    String least = number(chances.getMin());
    String most = number(chances.getMax());
    return least.equals(most) ? least : least + " to " + most;
  }

  private String arrow(String task) {
    return arrow(column(task).get(0).direction());
  }

  /** What a header says of the way in which its scores improve. */
  static String arrow(Direction direction) {
    return direction == Direction.HIGHER_IS_BETTER ? " \u2191" : " \u2193";
  }

  private String text(ScoreResult score) {
    StringBuilder text = new StringBuilder(number(score.value()));
    score.halfWidth().ifPresent(half -> text.append(" \u00b1").append(number(half)));
    score
        .seedDeviation()
        .ifPresent(spread -> text.append(" (seeds \u00b1").append(number(spread)).append(')'));
    text.append(best(score) ? " *" : "").append(score.warnings().isEmpty() ? "" : " !");
    PaperResult paper = score.paper();
    if (paper != null) {
      text.append(" (paper ").append(number(paper.value()));
      score.abovePaper().ifPresent(above -> text.append(", ").append(signed(above)));
      text.append(')');
    }
    return text.toString();
  }

  /** A difference with its sign, in the decimals of {@link #number}. */
  public static String signed(double value) {
    return (value < 0 ? "" : "+") + number(value);
  }

  /** A confidence level in percent, with the decimals it needs. */
  public static String level(double level) {
    return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** Three decimals below ten, one above. */
  public static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
  }

  /**
   * What a reader must know beside the numbers: columns that may not be ranked, warnings of the
   * metrics.
   */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(markNotes());
    for (String task : tasks) {
      List<String> unlike = unlike(task);
      if (!unlike.isEmpty()) {
        notes.add(task + ": not ranked, since the scores differ in " + String.join(", ", unlike));
      }
    }
    notes.addAll(seedNotes());
    notes.addAll(chanceNotes());
    notes.addAll(paperNotes());
    for (ScoreResult score : cells.values()) {
      score
          .warnings()
          .forEach(
              warning -> notes.add("! " + score.task() + ", " + score.system() + ": " + warning));
    }
    return notes;
  }

  /** What is meant by a plus-minus. */
  private List<String> markNotes() {
    Set<String> levels = new TreeSet<>();
    for (ScoreResult score : cells.values()) {
      if (score.interval() != null) {
        levels.add(level(score.interval().level()));
      }
    }
    return levels.isEmpty()
        ? List.of()
        : List.of("\u00b1: half the width of the " + String.join(" or ", levels) + " interval");
  }

  private Set<String> seedNotes() {
    Set<String> notes = new LinkedHashSet<>();
    for (ScoreResult score : cells.values()) {
      if (!score.seeds().isEmpty()) {
        notes.add(
            "%s: means over the seeds %s; intervals are over seeds and clips, 'seeds \u00b1' is the standard deviation over the seeds alone"
                .formatted(score.task(), String.join(", ", score.seeds().keySet())));
      }
    }
    return notes;
  }

  /** What is meant by chance. */
  private List<String> chanceNotes() {
    return cells.values().stream().anyMatch(score -> score.chance().isPresent())
        ? List.of("chance: what guessing scores on average over the same clips")
        : List.of();
  }

  /** Where published numbers stand: a line for each source, and what the sign beside them means. */
  private List<String> paperNotes() {
    Map<String, Set<String>> reported = new LinkedHashMap<>();
    boolean beside = false;
    for (ScoreResult score : cells.values()) {
      if (score.paper() != null) {
        add(reported, score.paper(), score.task());
        beside |= score.abovePaper().isPresent();
      }
    }
    published.values().forEach(row -> row.forEach((task, paper) -> add(reported, paper, task)));
    List<String> notes = new ArrayList<>();
    reported.forEach(
        (source, of) ->
            notes.add(
                "paper: what %s reports for %s; not measured here"
                    .formatted(source, String.join(", ", of))));
    if (beside) {
      notes.add("after a paper's number: how far ours is above it");
    }
    return notes;
  }

  private static void add(Map<String, Set<String>> reported, PaperResult paper, String task) {
    reported.computeIfAbsent(paper.origin(), key -> new LinkedHashSet<>()).add(task);
  }

  /** The table and its notes in Markdown. */
  public String markdown() {
    return markdown(lines(), notes());
  }

  /** A table, whose first line is its header and whose first column names its lines. */
  static String markdown(List<List<String>> lines, List<String> notes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append("| ").append(String.join(" | ", escaped(lines.get(i)))).append(" |\n");
      if (i == 0) {
        text.append("|---").append("|---:".repeat(lines.get(0).size() - 1)).append("|\n");
      }
    }
    notes.forEach(note -> text.append("\n").append(note).append("\n"));
    return text.toString();
  }

  private static List<String> escaped(List<String> cells) {
    return cells.stream().map(cell -> cell.replace("|", "\\|")).toList();
  }

  /** The table and its notes in LaTeX, for the package {@code booktabs}. */
  public String latex() {
    return LatexTable.of(this);
  }

  /**
   * One line for each score, in CSV: task, system, value, bounds, clips, direction, signature, the
   * number of seeds behind the mean and their standard deviation, half the width of the interval,
   * what a publication reports, where it does, how far the score is above it, what it would be by
   * chance. Of systems that were not run there is only what was published.
   */
  public String csv() {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSV)) {
      for (ScoreResult score : cells.values()) {
        csv.printRecord(measured(score));
      }
      for (var row : published.entrySet()) {
        for (var cell : row.getValue().entrySet()) {
          csv.printRecord(reported(cell.getKey(), row.getKey(), cell.getValue()));
        }
      }
    } catch (IOException e) {
      throw new AulosException("cannot write the table: " + e, e);
    }
    return text.toString();
  }

  private static List<Object> measured(ScoreResult score) {
    Interval interval = score.interval();
    PaperResult paper = score.paper();
    return List.of(
        score.task(),
        score.system(),
        score.value(),
        interval == null ? "" : interval.low(),
        interval == null ? "" : interval.high(),
        score.n(),
        score.direction().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        Signature.of(score.signature()),
        Math.max(1, score.seeds().size()),
        exact(score.seedDeviation()),
        exact(score.halfWidth()),
        paper == null ? "" : paper.value(),
        paper == null ? "" : paper.origin(),
        exact(score.abovePaper()),
        exact(score.chance()));
  }

  /** A system that only the paper has measured. */
  private static List<Object> reported(String task, String system, PaperResult paper) {
    List<Object> cells = new ArrayList<>(List.of(task, system));
    cells.addAll(Collections.nCopies(9, ""));
    cells.addAll(List.of(paper.value(), paper.origin(), "", ""));
    return cells;
  }

  private static String exact(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
  }

  private static String key(String system, String task) {
    return Objects.requireNonNull(system) + "\n" + task;
  }
}
