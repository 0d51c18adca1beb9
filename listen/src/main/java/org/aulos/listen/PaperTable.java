package org.aulos.listen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.LatexTable;
import org.aulos.runtime.ResultTable;

/**
 * The report in the form of Table 2 of the Ainur paper: model, inference, wins, then a mean opinion
 * score for each question; the best of each column is marked.
 */
public final class PaperTable {
  private final ListeningReport report;
  private final ResultTable results;
  private final List<String> systems;

  /** The table of a report. */
  public PaperTable(ListeningReport report) {
    this.report = report;
    this.results = new ResultTable(report.scores());
    this.systems = results.systems();
  }

  /**
   * A cell.
   *
   * @param text what it holds
   * @param best whether it is the best of its column
   */
  private record Cell(String text, boolean best) {
    static final Cell EMPTY = new Cell("", false);
  }

  /** Header, then a line for each system; the best of a column carries {@code *}. */
  public List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(header());
    for (String system : systems) {
      List<String> line = new ArrayList<>(List.of(system));
      row(system).forEach(cell -> line.add(cell.text() + (cell.best() ? " *" : "")));
      lines.add(line);
    }
    return lines;
  }

  /** The table in Markdown, the best of a column in bold. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    List<String> header = header();
    text.append("| ").append(String.join(" | ", header)).append(" |\n");
    text.append("|---").append("|---:".repeat(header.size() - 1)).append("|\n");
    for (String system : systems) {
      text.append("| ").append(system.replace("|", "\\|"));
      row(system)
          .forEach(
              cell ->
                  text.append(" | ").append(cell.best() ? "**" + cell.text() + "**" : cell.text()));
      text.append(" |\n");
    }
    return text.toString();
  }

  /** The table in LaTeX, for the package booktabs, the best of a column in bold. */
  public String latex() {
    StringBuilder text = new StringBuilder();
    List<String> header = header().stream().map(LatexTable::escaped).toList();
    text.append("\\begin{tabular}{l")
        .append("r".repeat(header.size() - 1))
        .append("}\n\\toprule\n");
    text.append(String.join(" & ", header)).append(" \\\\\n\\midrule\n");
    for (String system : systems) {
      text.append(LatexTable.escaped(system));
      row(system)
          .forEach(
              cell ->
                  text.append(" & ")
                      .append(cell.best() ? "\\textbf{" + cell.text() + "}" : cell.text()));
      text.append(" \\\\\n");
    }
    return text.append("\\bottomrule\n\\end{tabular}\n").toString();
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(List.of("model"));
    if (!report.inferenceSeconds().isEmpty()) {
      header.add("inference [s] ↓");
    }
    for (String task : tasks()) {
      header.add(report.columns().getOrDefault(task, task) + " ↑");
    }
    return header;
  }

  /** Wins first, as in the paper. */
  private List<String> tasks() {
    List<String> tasks = new ArrayList<>(results.tasks());
    if (tasks.remove(ListeningReport.WINS)) {
      tasks.add(0, ListeningReport.WINS);
    }
    return tasks;
  }

  private List<Cell> row(String system) {
    List<Cell> row = new ArrayList<>();
    if (!report.inferenceSeconds().isEmpty()) {
      Double seconds = report.inferenceSeconds().get(system);
      row.add(
          seconds == null
              ? Cell.EMPTY
              : new Cell(
                  decimals(seconds),
                  report.inferenceSeconds().values().stream().allMatch(other -> other >= seconds)));
    }
    for (String task : tasks()) {
      Optional<ScoreResult> score = results.cell(system, task);
      row.add(
          score
              .map(
                  own ->
                      new Cell(
                          task.equals(ListeningReport.WINS)
                              ? String.valueOf(Math.round(own.details().getOrDefault(task, 0.0)))
                              : decimals(own.value()),
                          results.best(own)))
              .orElse(Cell.EMPTY));
    }
    return row;
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
