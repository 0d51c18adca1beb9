package org.aulos.runtime.report;

import java.util.List;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.CostTable;
import org.aulos.runtime.RunRecord;
import org.jspecify.annotations.Nullable;

/** What each system costs beside what it scores. */
record CostSection(List<String> columns, List<Row> rows, List<String> notes) {
  /** A system. */
  record Row(String system, List<String> cells) {}

  /** The costs of a run; null if it has none. */
  static @Nullable CostSection of(BenchResult result, @Nullable RunRecord run) {
    if (run == null) {
      return null;
    }
    CostTable table = new CostTable(result.scores(), run);
    if (table.isEmpty()) {
      return null;
    }
    List<List<String>> lines = table.lines();
    return new CostSection(
        rest(lines.get(0)),
        lines.stream().skip(1).map(line -> new Row(line.get(0), rest(line))).toList(),
        table.notes());
  }

  private static List<String> rest(List<String> line) {
    return line.subList(1, line.size());
  }
}
