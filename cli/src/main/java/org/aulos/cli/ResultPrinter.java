package org.aulos.cli;

import org.aulos.runtime.ResultTable;

/** Scores as text for a terminal. */
final class ResultPrinter {
  private ResultPrinter() {}

  /** The table, what its marks mean, and the notes. */
  static String text(ResultTable table) {
    StringBuilder text = new StringBuilder(TextTable.of(table.lines()));
    text.append("\n[low, high]: 95 % interval; *: best of its column\n");
    table.notes().forEach(note -> text.append(note).append('\n'));
    return text.append('\n').toString();
  }
}
