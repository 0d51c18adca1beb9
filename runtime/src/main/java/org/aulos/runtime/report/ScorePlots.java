package org.aulos.runtime.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.ScoreResult;

/**
 * One dot plot for each task whose scores may be ranked, drawn by a script from {@link #data}. A
 * common axis would rank the others too.
 *
 * @param plots the figures around the plots
 * @param left the tasks that are left out
 * @param data a JSON array, one element for each figure, that no text inside can end early
 */
record ScorePlots(List<Plot> plots, List<String> left, String data) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern FOLD = Pattern.compile("\\bfold(?![a-z])", Pattern.CASE_INSENSITIVE);

  /**
   * A figure.
   *
   * @param summary its content in words
   */
  record Plot(
      int index,
      String task,
      String metric,
      String dataset,
      String direction,
      boolean intervals,
      boolean folds,
      boolean seeds,
      boolean papers,
      String summary) {}

  static ScorePlots of(BenchResult result, ScoreTable table) {
    List<Plot> plots = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<Object> data = new ArrayList<>();
    for (ScoreTable.Column column : table.columns()) {
      Map<String, ScoreResult> scores = ScoreTable.byName(result, column.task());
      if (column.note() != null) {
        left.add(column.task());
      } else if (!scores.isEmpty()) {
        plots.add(plot(plots.size(), column, scores));
        int decimals = ScoreTable.decimals(scores);
        data.add(scores.values().stream().map(score -> row(score, decimals)).toList());
      }
    }
    return new ScorePlots(plots, left, json(data));
  }

  private static Plot plot(int index, ScoreTable.Column column, Map<String, ScoreResult> scores) {
    int decimals = ScoreTable.decimals(scores);
    List<String> words =
        scores.values().stream().map(s -> (s.system() + " " + text(s, decimals)).strip()).toList();
    return new Plot(
        index,
        column.task(),
        column.metric(),
        column.dataset(),
        column.arrow() + " " + column.direction(),
        scores.values().stream().anyMatch(score -> score.interval() != null),
        scores.values().stream()
            .anyMatch(score -> score.seeds().isEmpty() && !folds(score).isEmpty()),
        scores.values().stream().anyMatch(score -> !score.seeds().isEmpty()),
        scores.values().stream().anyMatch(score -> score.paper() != null),
        String.join("; ", words));
  }

  private static Map<String, Object> row(ScoreResult score, int decimals) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("system", score.system());
    row.put("value", score.value());
    row.put("text", text(score, decimals));
    if (score.interval() != null) {
      row.put("low", score.interval().low());
      row.put("high", score.interval().high());
    }
    row.put("parts", parts(score));
    if (score.paper() != null) {
      row.put("paper", score.paper().value());
      row.put("source", score.paper().origin());
    }
    return row;
  }

  private static String text(ScoreResult score, int decimals) {
    String value = Numbers.fixed(score.value(), decimals);
    return (value + " " + ScoreTable.interval(score, decimals)).strip()
        + (score.paper() == null
            ? ""
            : " (paper: " + Numbers.fixed(score.paper().value(), decimals) + ")");
  }

  /** The scores of single seeds; of single folds if there is one seed. */
  private static Map<String, Double> parts(ScoreResult score) {
    if (score.seeds().isEmpty()) {
      return folds(score);
    }
    Map<String, Double> seeds = new LinkedHashMap<>();
    score.seeds().forEach((seed, value) -> seeds.put("seed " + seed, value));
    return seeds;
  }

  /** The details that are the score of one fold. */
  private static Map<String, Double> folds(ScoreResult score) {
    Map<String, Double> folds = new LinkedHashMap<>();
    score
        .details()
        .forEach(
            (name, value) -> {
              if (FOLD.matcher(name).find() && Double.isFinite(value)) {
                folds.put(name, value);
              }
            });
    return folds;
  }

  /** The data of plots, as the script in the page reads them. */
  static String json(Object value) {
    try {
      // Inside JSON '<' occurs in strings only; escaped, none of them can close the element.
      return JSON.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }
}
