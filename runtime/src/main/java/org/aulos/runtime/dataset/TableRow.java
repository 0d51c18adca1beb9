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
    return values.containsKey(column);
  }

  /** All values of a column. */
  List<String> all(String column) {
    return values.getOrDefault(column, List.of());
  }

  /** The first value of a column, unless it is blank. */
  Optional<String> one(String column) {
    return all(column).stream().limit(1).filter(value -> !value.isEmpty()).findFirst();
  }
}
