package org.aulos.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.ScoreResult;

/**
 * Scores as a table: a row for each system, a column for each task; the best of a column is marked
 * where ranking is allowed.
 */
public final class ResultTable {
  private final List<String> systems;
  private final List<String> tasks;
  private final Map<String, ScoreResult> cells = new LinkedHashMap<>();

  /** The table of the given scores; rows and columns in the order of their first appearance. */
  public ResultTable(List<ScoreResult> scores) {
    Set<String> rows = new LinkedHashSet<>();
    Set<String> columns = new LinkedHashSet<>();
    for (ScoreResult score : scores) {
      rows.add(score.system());
      columns.add(score.task());
      cells.put(key(score.system(), score.task()), score);
    }
    this.systems = List.copyOf(rows);
    this.tasks = List.copyOf(columns);
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

  /** Header, then a line for each system; the best of a column carries {@code *}. */
  public List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("system"));
    tasks.forEach(task -> header.add(task + arrow(task)));
    lines.add(header);
    for (String system : systems) {
      List<String> line = new ArrayList<>(List.of(system));
      for (String task : tasks) {
        line.add(cell(system, task).map(this::text).orElse(""));
      }
      lines.add(line);
    }
    return lines;
  }

  private String arrow(String task) {
    return column(task).get(0).direction() == Direction.HIGHER_IS_BETTER ? " \u2191" : " \u2193";
  }

  private String text(ScoreResult score) {
    Interval interval = score.interval();
    String text = number(score.value());
    if (interval != null) {
      text += " [" + number(interval.low()) + ", " + number(interval.high()) + "]";
    }
    text += (best(score) ? " *" : "") + (score.warnings().isEmpty() ? "" : " !");
    PaperResult paper = score.paper();
    return paper == null ? text : text + " (paper: " + number(paper.value()) + ")";
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
    List<String> notes = new ArrayList<>();
    for (String task : tasks) {
      List<String> unlike = unlike(task);
      if (!unlike.isEmpty()) {
        notes.add(task + ": not ranked, since the scores differ in " + String.join(", ", unlike));
      }
    }
    notes.addAll(seedNotes());
    for (ScoreResult score : cells.values()) {
      PaperResult paper = score.paper();
      if (paper != null) {
        notes.add(
            "paper: %s, %s: %s is what %s reports; not measured here"
                .formatted(score.task(), score.system(), number(paper.value()), paper.source()));
      }
      score
          .warnings()
          .forEach(
              warning -> notes.add("! " + score.task() + ", " + score.system() + ": " + warning));
    }
    return notes;
  }

  private Set<String> seedNotes() {
    Set<String> notes = new LinkedHashSet<>();
    for (ScoreResult score : cells.values()) {
      if (!score.seeds().isEmpty()) {
        notes.add(
            "%s: means over the seeds %s; intervals are over seeds and clips"
                .formatted(score.task(), String.join(", ", score.seeds().keySet())));
      }
    }
    return notes;
  }

  /** The table and its notes in Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    List<List<String>> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      text.append("| ").append(String.join(" | ", escaped(lines.get(i)))).append(" |\n");
      if (i == 0) {
        text.append("|---").append("|---:".repeat(tasks.size())).append("|\n");
      }
    }
    notes().forEach(note -> text.append("\n").append(note).append("\n"));
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
   * number of seeds behind the mean, what a publication reports, where it does.
   */
  public String csv() {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(
          "task",
          "system",
          "value",
          "low",
          "high",
          "n",
          "direction",
          "signature",
          "seeds",
          "paper",
          "paper-source");
      for (ScoreResult score : cells.values()) {
        Interval interval = score.interval();
        PaperResult paper = score.paper();
        csv.printRecord(
            score.task(),
            score.system(),
            score.value(),
            interval == null ? "" : interval.low(),
            interval == null ? "" : interval.high(),
            score.n(),
            score.direction().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            Signature.of(score.signature()),
            Math.max(1, score.seeds().size()),
            paper == null ? "" : paper.value(),
            paper == null ? "" : paper.source());
      }
    } catch (IOException e) {
      throw new AulosException("cannot write the table: " + e, e);
    }
    return text.toString();
  }

  private static String key(String system, String task) {
    return Objects.requireNonNull(system) + "\n" + task;
  }
}
