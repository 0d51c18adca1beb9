package org.aulos.runtime;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of scores as a LaTeX {@code tabular} with the rules of {@code booktabs}. */
public final class LatexTable {
  /** What means something to LaTeX, and how it is written as itself. */
  private static final Map<Integer, String> ESCAPES =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '\u00b1', "$\\pm$"),
          Map.entry((int) '\u2191', "$\\uparrow$"),
          Map.entry((int) '\u2193', "$\\downarrow$"),
          Map.entry((int) '*', "$^{*}$"),
          // A cell that starts with a bracket would be an option of the line end before it.
          Map.entry((int) '[', "{[}"),
          Map.entry((int) ']', "{]}"));

  private LatexTable() {}

  static String of(ResultTable table) {
    List<List<String>> lines = table.lines();
    StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n");
    text.append("\\begin{tabular}{l").append("r".repeat(lines.get(0).size() - 1)).append("}\n");
    text.append("\\toprule\n");
    for (int i = 0; i < lines.size(); i++) {
      text.append(lines.get(i).stream().map(LatexTable::escaped).collect(Collectors.joining(" & ")))
          .append(" \\\\\n");
      if (i == 0) {
        text.append("\\midrule\n");
      }
    }
    text.append("\\bottomrule\n\\end{tabular}\n");
    table.notes().forEach(note -> text.append("\n").append(escaped(note)).append("\n"));
    return text.toString();
  }

  /** A text as LaTeX prints it. */
  public static String escaped(String text) {
    return text.codePoints()
        .mapToObj(c -> ESCAPES.getOrDefault(c, Character.toString(c)))
        .collect(Collectors.joining());
  }
}
