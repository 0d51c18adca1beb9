package org.aulos.cli;

import java.util.List;
import org.aulos.runtime.PairedComparison;
import org.aulos.runtime.PairedDifference;
import org.aulos.runtime.ResultTable;

/** Scores and what sets them apart as text for a terminal. */
final class ResultPrinter {
  private ResultPrinter() {}

  /** The table, what its marks mean, and the notes. */
  static String text(ResultTable table) {
    StringBuilder text = new StringBuilder(TextTable.of(table.lines()));
    text.append("\n*: best of its column\n");
    table.notes().forEach(note -> text.append(note).append('\n'));
    return text.append('\n').toString();
  }

  /** A sentence for each difference, task by task, how they were found, and the notes. */
  static String text(PairedComparison comparison) {
    StringBuilder text = new StringBuilder();
    List<PairedDifference> differences = comparison.differences();
    String last = "";
    for (PairedDifference own : differences) {
      String heading =
          "%s (%d clips%s; %s)%n".formatted(own.task(), own.clips(), seeds(own), own.test());
      text.append(heading.equals(last) ? "" : heading);
      last = heading;
      text.append("  ").append(own.sentence()).append('\n');
    }
    text.append(
        "\n[low, high]: 95 % interval of the difference, over the clips that both have (for one seed the bootstrap of the paired differences)\n");
    if (differences.size() > 1) {
      text.append(
          "real: p below 0.05 after Holm's correction for %d differences%n"
              .formatted(differences.size()));
    }
    comparison.notes().forEach(note -> text.append("! ").append(note).append('\n'));
    return text.append('\n').toString();
  }

  private static String seeds(PairedDifference difference) {
    return difference.seeds() == 1 ? "" : ", " + difference.seeds() + " seeds";
  }
}
