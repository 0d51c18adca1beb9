package org.aulos.listen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.aulos.api.Interval;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.ReportPage;
import org.aulos.runtime.ResultTable;

/**
 * The report as a page in the looks of a benchmark's report: scores with their intervals, plots,
 * the table for a paper, how far raters agree, and how the numbers were made. One file that loads
 * nothing.
 */
public final class ListeningPage {
  /** Sides of the scale of a plot, in its units. */
  private static final double LEFT = 118;

  private static final double RIGHT = 366;
  private static final int ROW = 28;

  private final ListeningReport report;
  private final ResultTable table;

  private ListeningPage(ListeningReport report) {
    this.report = report;
    this.table = new ResultTable(report.scores());
  }

  /** The page of a report, in HTML. */
  public static String html(ListeningReport report) {
    return ReportPage.render(template(), new ListeningPage(report).data());
  }

  private static String template() {
    try (InputStream in = ListeningPage.class.getResourceAsStream("report.mustache")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> data() {
    List<List<String>> paper = new PaperTable(report).lines();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", report.title());
    data.put("facts", facts());
    data.put("notes", report.notes());
    data.put("columns", table.tasks().stream().map(this::column).toList());
    data.put("rows", table.systems().stream().map(this::row).toList());
    data.put("plots", table.tasks().stream().map(this::plot).toList());
    data.put("paperHead", paper.get(0));
    data.put(
        "paperRows",
        paper.subList(1, paper.size()).stream()
            .map(line -> Map.of("system", line.get(0), "cells", line.subList(1, line.size())))
            .toList());
    data.put("agreements", report.agreement().stream().map(ListeningPage::agreement).toList());
    data.put("method", method());
    return data;
  }

  private List<Map<String, String>> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("raters", report.raters());
    facts.put("with every answer", report.complete());
    facts.put("excluded raters", report.excluded().isEmpty() ? "none" : report.excluded().size());
    facts.put("prompts", report.prompts());
    facts.put("systems", table.systems().size());
    facts.put("scores", report.ratings());
    return pairs(facts);
  }

  private static List<Map<String, String>> pairs(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> Map.of("name", entry.getKey(), "value", String.valueOf(entry.getValue())))
        .toList();
  }

  private Map<String, String> column(String task) {
    return Map.of(
        "task",
        task,
        "text",
        text(task),
        "scale",
        isWins(task) ? "share of all picks" : "mean opinion score, 1 to 5");
  }

  private String text(String task) {
    return report.questions().getOrDefault(task, "picked as the best clip");
  }

  private static boolean isWins(String task) {
    return task.equals(ListeningReport.WINS);
  }

  private Map<String, Object> row(String system) {
    List<Map<String, ?>> cells = new ArrayList<>();
    for (String task : table.tasks()) {
      Optional<ScoreResult> score = table.cell(system, task);
      cells.add(score.<Map<String, ?>>map(this::cell).orElse(Map.of("shown", false)));
    }
    return Map.of("system", system, "cells", cells);
  }

  private Map<String, ?> cell(ScoreResult score) {
    Interval interval = Objects.requireNonNull(score.interval());
    return Map.of(
        "shown", true,
        "best", table.best(score),
        "exact", score.value(),
        "value", fixed(score.value()),
        "interval", "[" + fixed(interval.low()) + ", " + fixed(interval.high()) + "]",
        "count", count(score));
  }

  private static String count(ScoreResult score) {
    return isWins(score.task())
        ? "%.0f of %d picks".formatted(score.details().get(score.task()), score.n())
        : "n = %d, %.0f raters, %.0f prompts"
            .formatted(score.n(), score.details().get("raters"), score.details().get("prompts"));
  }

  private Map<String, Object> plot(String task) {
    double low = isWins(task) ? 0 : 1;
    double high = isWins(task) ? 1 : QuestionOptions.HIGHEST;
    List<ScoreResult> scores =
        table.scores().stream().filter(score -> score.task().equals(task)).toList();
    int bottom = scores.size() * ROW;
    List<Map<String, ?>> ticks =
        IntStream.rangeClosed(0, 4)
            .mapToDouble(i -> low + i * (high - low) / 4)
            .<Map<String, ?>>mapToObj(
                value ->
                    Map.of(
                        "x",
                        place(value, low, high),
                        "bottom",
                        bottom,
                        "label",
                        bottom + 18,
                        "value",
                        isWins(task) ? fixed(value) : String.valueOf((int) value)))
            .toList();
    List<Map<String, ?>> marks =
        IntStream.range(0, scores.size())
            .<Map<String, ?>>mapToObj(i -> mark(scores.get(i), i * ROW + ROW / 2, low, high))
            .toList();
    return Map.of(
        "task",
        task,
        "text",
        text(task),
        "summary",
        summary(scores),
        "height",
        bottom + 24,
        "ticks",
        ticks,
        "marks",
        marks);
  }

  private static Map<String, ?> mark(ScoreResult score, int y, double low, double high) {
    Interval interval = Objects.requireNonNull(score.interval());
    return Map.of(
        "system", shortened(score.system()),
        "y", y,
        "baseline", y + 4,
        "top", y - 4,
        "low", place(interval.low(), low, high),
        "high", place(interval.high(), low, high),
        "at", place(score.value(), low, high));
  }

  /** What fits beside the scale; the table above has the whole name. */
  private static String shortened(String name) {
    int most = 15;
    return name.codePointCount(0, name.length()) <= most
        ? name
        : name.substring(0, name.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static String place(double value, double low, double high) {
    return String.format(Locale.ROOT, "%.1f", LEFT + (RIGHT - LEFT) * (value - low) / (high - low));
  }

  private static String summary(List<ScoreResult> scores) {
    return scores.stream()
        .map(score -> score.system() + " " + fixed(score.value()))
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> agreement(Agreement agreement) {
    return Map.of(
        "task", agreement.task(),
        "alpha", agreement.alphaText(),
        "level", agreement.level(),
        "units", String.valueOf(agreement.units()));
  }

  private List<Map<String, String>> method() {
    Map<String, String> method = new LinkedHashMap<>();
    for (ScoreResult score : report.scores()) {
      method.putIfAbsent(
          "intervals of " + score.task(), score.signature().getOrDefault("interval", ""));
      score.signature().forEach(method::putIfAbsent);
    }
    method.remove("interval");
    method.remove("score");
    return pairs(method);
  }

  private static String fixed(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
