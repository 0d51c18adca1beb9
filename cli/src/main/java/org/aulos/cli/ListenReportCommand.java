package org.aulos.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.aulos.api.Interval;
import org.aulos.listen.Agreement;
import org.aulos.listen.AnswerFiles;
import org.aulos.listen.ListeningPage;
import org.aulos.listen.ListeningReport;
import org.aulos.listen.PaperTable;
import org.aulos.listen.Study;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.BenchResult.ScoreResult;
import org.aulos.runtime.ResultTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sums up a listening test. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Sums up a listening test: mean opinion scores and wins with 95 %% intervals, how far raters agree, and a table for a paper. Refuses (exit code 4) answers to clips that were changed since.",
    footer = {"", "Example: aulos listen report study.yaml --out results"})
final class ListenReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "STUDY", description = "The study, a YAML file.")
  private Path file;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "Where the answers are (default: STUDY.listen beside the file).")
  private @Nullable Path folder;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description =
          "A folder to write report.html, report.json, table.md, table.csv, table.tex and answers.csv to.")
  private @Nullable Path out;

  @Option(
      names = "--exclude",
      paramLabel = "NAME",
      description = "A rater to leave out, as who tried the study out; repeatable.")
  private List<String> excluded = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--force", description = "Report although the study was changed since.")
  private boolean force;

  @Override
  public Integer call() {
    Study study = Study.read(file);
    Path home = Optional.ofNullable(folder).orElse(study.defaultFolder());
    ListeningReport report = ListeningReport.of(study, home, excluded, force);
    if (out != null) {
      write(report, home, out);
    }
    if (json) {
      Printing.json(spec, report);
    } else {
      Printing.print(spec, text(report));
      if (out != null) {
        Printing.line(spec, "\nreport: " + out.resolve("report.html"));
      }
    }
    return ExitCodes.DONE;
  }

  private static String text(ListeningReport report) {
    ResultTable table = new ResultTable(report.scores());
    StringBuilder text = new StringBuilder(report.title()).append("\n\n");
    text.append(
        "raters: %d (%d with every answer, %d left out); prompts: %d; scores: %d\n\n"
            .formatted(
                report.raters(),
                report.complete(),
                report.excluded().size(),
                report.prompts(),
                report.ratings()));
    text.append(TextTable.of(details(table))).append("*: best of its question\n\n");
    table.scores().stream()
        .map(score -> "interval of " + score.task() + ": " + score.signature().get("interval"))
        .distinct()
        .forEach(line -> text.append(line).append('\n'));
    text.append("\nagreement of raters, Krippendorff's alpha (1: full, 0: as by chance)\n");
    text.append(TextTable.of(agreement(report))).append('\n');
    text.append(TextTable.of(new PaperTable(report).lines()));
    report.notes().forEach(note -> text.append("\n! ").append(note));
    return text.append(report.notes().isEmpty() ? "" : "\n").toString();
  }

  /** A line for each number: an interval may be lopsided, so its ends are shown. */
  private static List<List<String>> details(ResultTable table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of("question", "system", "mean", "95 % interval", "answers", "raters", "prompts"));
    for (ScoreResult score : table.scores()) {
      Interval interval = Objects.requireNonNull(score.interval());
      lines.add(
          List.of(
              score.task(),
              score.system(),
              decimals(score.value()) + (table.best(score) ? " *" : ""),
              "[" + decimals(interval.low()) + ", " + decimals(interval.high()) + "]",
              String.valueOf(score.n()),
              count(score, "raters"),
              count(score, "prompts")));
    }
    return lines;
  }

  private static String count(ScoreResult score, String of) {
    return String.valueOf(Math.round(score.details().getOrDefault(of, 0.0)));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static List<List<String>> agreement(ListeningReport report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("question", "alpha", "level", "rated twice or more"));
    for (Agreement agreement : report.agreement()) {
      lines.add(
          List.of(
              agreement.task(),
              agreement.alphaText(),
              agreement.level(),
              String.valueOf(agreement.units())));
    }
    return lines;
  }

  private static void write(ListeningReport report, Path home, Path out) {
    ResultTable table = new ResultTable(report.scores());
    PaperTable paper = new PaperTable(report);
    AtomicFiles.write(out.resolve("report.html"), utf8(ListeningPage.html(report)));
    AtomicFiles.write(out.resolve("report.json"), utf8(Printing.toJson(report)));
    AtomicFiles.write(out.resolve("table.md"), utf8(paper.markdown() + "\n" + table.markdown()));
    AtomicFiles.write(out.resolve("table.csv"), utf8(table.csv()));
    AtomicFiles.write(out.resolve("table.tex"), utf8(paper.latex()));
    AnswerFiles.writeCsv(home, out.resolve("answers.csv"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
