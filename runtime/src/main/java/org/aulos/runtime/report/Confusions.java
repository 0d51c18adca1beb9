package org.aulos.runtime.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.SampleResult;
import org.jspecify.annotations.Nullable;

/** Confusions of every task that compares labels, and what they come down to. */
record Confusions(List<Task> tasks) {
  /** Beyond this many classes a matrix is a picture: no one reads a hundred columns. */
  private static final int MOST_CLASSES = 24;

  /** Cells of all tables together; what goes beyond is drawn as pictures. */
  private static final int MOST_CELLS = 20_000;

  private static final int MOST_MISTAKES = 5;

  /** A task and the matrices of its systems. */
  record Task(String task, String dataset, List<Heatmap> systems) {}

  /** The matrix of one system: a table or, if it is large, a picture. */
  record Heatmap(
      String system,
      String summary,
      List<String> classes,
      List<Row> rows,
      @Nullable String picture,
      List<Recall> recalls,
      List<Mistake> mistakes,
      boolean faultless) {}

  /** A class. */
  record Row(String name, List<Cell> cells, String recall, int clips) {}

  /**
   * A count.
   *
   * @param share of the clips of its class, in [0, 1], for the shading
   * @param kind styles: none, right or wrong, and the depth of the shading
   */
  record Cell(int count, String share, String kind, String title) {}

  /** How many clips of a class were recognised. */
  record Recall(String name, String recall, int clips) {}

  /** A class taken for another one. */
  record Mistake(String expected, String predicted, int count, int of, String share) {}

  static Confusions of(BenchResult result, List<SampleResult> samples) {
    Map<String, Map<String, List<SampleResult>>> grouped = new LinkedHashMap<>();
    for (SampleResult sample : samples) {
      if (sample.expected() != null && sample.predicted() != null) {
        grouped
            .computeIfAbsent(sample.task(), key -> new LinkedHashMap<>())
            .computeIfAbsent(sample.system(), key -> new ArrayList<>())
            .add(sample);
      }
    }
    int matrices = grouped.values().stream().mapToInt(Map::size).sum();
    List<Task> tasks = new ArrayList<>();
    grouped.forEach(
        (name, systems) -> {
          String dataset = dataset(result, name);
          List<Heatmap> maps = new ArrayList<>();
          systems.forEach(
              (system, found) ->
                  maps.add(
                      heatmap(
                          system, ConfusionMatrix.of(found, classes(result, dataset)), matrices)));
          tasks.add(new Task(name, dataset, maps));
        });
    return new Confusions(tasks);
  }

  private static String dataset(BenchResult result, String task) {
    BenchResult.TaskResult found = result.tasks().get(task);
    return found == null ? "" : found.dataset();
  }

  private static List<String> classes(BenchResult result, String dataset) {
    BenchResult.DatasetResult found = result.datasets().get(dataset);
    return found == null ? List.of() : found.classes();
  }

  private static Heatmap heatmap(String system, ConfusionMatrix matrix, int matrices) {
    boolean table =
        matrix.size() <= MOST_CLASSES
            && (long) matrix.size() * matrix.size() * matrices <= MOST_CELLS;
    List<ConfusionMatrix.Mistake> mistakes = matrix.mistakes();
    return new Heatmap(
        system,
        summary(matrix),
        matrix.classes(),
        table ? rows(matrix) : List.of(),
        table ? null : Pictures.dataUri(picture(matrix)),
        table ? List.of() : recalls(matrix),
        mistakes.stream()
            .limit(MOST_MISTAKES)
            .map(
                m ->
                    new Mistake(
                        m.expected(), m.predicted(), m.count(), m.of(), Numbers.percent(m.share())))
            .toList(),
        mistakes.isEmpty());
  }

  private static String summary(ConfusionMatrix matrix) {
    int right = IntStream.range(0, matrix.size()).map(i -> matrix.count(i, i)).sum();
    int clips = IntStream.range(0, matrix.size()).map(matrix::clips).sum();
    return "%s of %s clips recognised, %d %s"
        .formatted(
            Numbers.count(right),
            Numbers.count(clips),
            matrix.size(),
            matrix.size() == 1 ? "class" : "classes");
  }

  private static List<Row> rows(ConfusionMatrix matrix) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < matrix.size(); row++) {
      List<Cell> cells = new ArrayList<>();
      for (int column = 0; column < matrix.size(); column++) {
        cells.add(cell(matrix, row, column));
      }
      rows.add(new Row(matrix.classes().get(row), cells, recall(matrix, row), matrix.clips(row)));
    }
    return rows;
  }

  private static Cell cell(ConfusionMatrix matrix, int row, int column) {
    double share = matrix.share(row, column);
    int count = matrix.count(row, column);
    String kind = count == 0 ? "none" : row == column ? "right" : "wrong";
    return new Cell(
        count,
        Numbers.fixed(share, 2),
        kind + depth(share),
        "%s taken for %s: %d of %d, %s"
            .formatted(
                matrix.classes().get(row),
                matrix.classes().get(column),
                count,
                matrix.clips(row),
                Numbers.percent(share)));
  }

  /** Style of the text on a shading: where it turns from dark to light depends on the scheme. */
  private static String depth(double share) {
    return share > 0.75 ? " deep" : share > 0.55 ? " middle" : "";
  }

  private static List<Recall> recalls(ConfusionMatrix matrix) {
    return IntStream.range(0, matrix.size())
        .boxed()
        .sorted(Comparator.comparingDouble(row -> matrix.share(row, row)))
        .map(row -> new Recall(matrix.classes().get(row), recall(matrix, row), matrix.clips(row)))
        .toList();
  }

  /** Recall, or a dash for a class of which there is no clip. */
  private static String recall(ConfusionMatrix matrix, int row) {
    return matrix.clips(row) == 0 ? "–" : Numbers.percent(matrix.share(row, row));
  }

  /** One pixel for each cell. The root lifts mistakes of a few percent out of the black. */
  private static BufferedImage picture(ConfusionMatrix matrix) {
    BufferedImage image = Pictures.blank(matrix.size(), matrix.size());
    for (int row = 0; row < matrix.size(); row++) {
      for (int column = 0; column < matrix.size(); column++) {
        Pictures.paint(image, column, row, Math.sqrt(matrix.share(row, column)));
      }
    }
    return image;
  }
}
