package org.aulos.runtime.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a table of clips, from CSV or JSON.
 *
 * @param line where it begins, from 1
 * @param values of each column, in the order written; a column that is blank or missing is absent
 */
record TableRow(long line, Map<String, List<String>> values) {
  TableRow {
    values = Map.copyOf(values);
  }

  /** Whether the row gives a column any value. */
  boolean has(String column) {
    return !all(column).isEmpty();
  }

  /** All values of a column; none of a column without a name. */
  List<String> all(String column) {
    return column.isEmpty() ? List.of() : values.getOrDefault(column, List.of());
  }

  /** The first value of a column, unless it is blank. */
  Optional<String> one(String column) {
    return all(column).stream().limit(1).filter(value -> !value.isEmpty()).findFirst();
  }
}
