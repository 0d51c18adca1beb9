package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.aulos.api.Direction;
import org.aulos.api.Interval;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.junit.jupiter.api.Test;

class LatexTableTest {
  private static ScoreResult score(String task, String system, double value) {
    return new ScoreResult(
        task,
        system,
        value,
        Direction.HIGHER_IS_BETTER,
        10,
        new Interval(0.25, 0.75, 0.95),
        Map.of(),
        List.of(),
        Map.of("metric", "m"));
  }

  @Test
  void isATabularOfBooktabs() {
    ResultTable table = new ResultTable(List.of(score("t", "a", 0.5), score("t", "b", 0.625)));

    assertThat(table.latex())
        .isEqualTo(
            """
            % needs \\usepackage{booktabs}
            \\begin{tabular}{lr}
            \\toprule
            system & t $\\uparrow$ \\\\
            \\midrule
            a & 0.500 $\\pm$0.250 \\\\
            b & 0.625 $\\pm$0.250 $^{*}$ \\\\
            \\bottomrule
            \\end{tabular}

            $\\pm$: half the width of the 95 \\% interval
            """);
  }

  @Test
  void whatMeansSomethingToLatexIsWrittenAsItself() {
    ResultTable table = new ResultTable(List.of(score("50 %", "a_b & \\c {#$~^}", 0.5)));

    assertThat(table.latex())
        .contains("50 \\%")
        .contains("a\\_b \\& \\textbackslash{}c \\{\\#\\$\\textasciitilde{}\\textasciicircum{}\\}");
  }
}
