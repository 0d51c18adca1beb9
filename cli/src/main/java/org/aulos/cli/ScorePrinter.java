package org.aulos.cli;

import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.aulos.api.Interval;
import org.aulos.api.Signature;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.ResultTable;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a single score with everything that belongs to it. */
final class ScorePrinter {
  private ScorePrinter() {}

  /** Prints the only score of a result; returns the exit code. */
  static int print(CommandSpec spec, BenchResult result, boolean json) {
    if (json) {
      Printing.json(spec, result);
    } else {
      print(spec, result.scores().get(0));
    }
    return ExitCodes.skipped(result.gaps());
  }

  /** Prints a score. */
  static void print(CommandSpec spec, ScoreResult score) {
    Printing.line(
        spec,
        "%s: %s%s, n = %d"
            .formatted(score.task(), String.valueOf(score.value()), interval(score), score.n()));
    if (!score.seeds().isEmpty()) {
      String seeds =
          score.seeds().entrySet().stream()
              .map(seed -> seed.getValue() + " under seed " + seed.getKey())
              .collect(Collectors.joining(", "));
      Printing.line(spec, "  mean of " + seeds);
    }
    PaperResult paper = score.paper();
    if (paper != null) {
      Printing.line(
          spec,
          "  paper: %s (%s; not measured here)%s"
              .formatted(paper.value(), paper.origin(), above(score.abovePaper())));
    }
    score.details().forEach((key, number) -> Printing.line(spec, "  " + key + ": " + number));
    score.warnings().forEach(warning -> Printing.line(spec, "! " + warning));
    Printing.line(spec, "signature: " + Signature.of(score.signature()));
  }

  private static String above(OptionalDouble difference) {
    return difference.isPresent() ? ", " + ResultTable.signed(difference.getAsDouble()) : "";
  }

  private static String interval(ScoreResult score) {
    Interval interval = score.interval();
    return interval == null
        ? ""
        : " \u00b1 %s (%s interval %s to %s)"
            .formatted(
                ResultTable.number(score.halfWidth().orElseThrow()),
                ResultTable.level(interval.level()),
                ResultTable.number(interval.low()),
                ResultTable.number(interval.high()));
  }
}
