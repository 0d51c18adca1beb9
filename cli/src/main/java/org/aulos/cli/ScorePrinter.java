package org.aulos.cli;

import java.util.List;
import java.util.Map;
import org.aulos.api.Interval;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.ResultTable;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a single score with everything that belongs to it. */
final class ScorePrinter {
  private ScorePrinter() {}

  /** Prints the only score of a result; returns the exit code. */
  static int print(CommandSpec spec, BenchResult result, boolean json) {
    ScoreResult score = result.scores().get(0);
    if (json) {
      Printing.json(spec, result);
    } else {
      Interval interval = score.interval();
      String name =
          score.task()
              + (interval == null
                  ? ""
                  : " (95 %% interval %s to %s)"
                      .formatted(
                          ResultTable.number(interval.low()), ResultTable.number(interval.high())));
      print(
          spec,
          name,
          score.value(),
          score.n(),
          score.details(),
          score.warnings(),
          Signature.of(score.signature()).toString());
    }
    return ExitCodes.skipped(result.gaps());
  }

  static void print(
      CommandSpec spec,
      String name,
      double value,
      int n,
      Map<String, Double> details,
      List<String> warnings,
      String signature) {
    Printing.line(spec, "%s: %s, n = %d".formatted(name, String.valueOf(value), n));
    details.forEach((key, number) -> Printing.line(spec, "  " + key + ": " + number));
    warnings.forEach(warning -> Printing.line(spec, "! " + warning));
    Printing.line(spec, "signature: " + signature);
  }
}
