package org.aulos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchJob;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.Configuration;
import org.aulos.runtime.ResultTable;
import org.aulos.runtime.RunDirectory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a benchmark. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs every system on every task of a configuration and writes the results into a folder.",
      "Without a file it runs benchmarks/quickstart.yaml on sounds that it synthesises itself."
    },
    footer = {
      "",
      "Example: aulos bench",
      "         aulos bench benchmarks/esc10.yaml -o data=datasets/esc10",
      "         aulos bench --limit 60 -d runs/small"
    })
final class BenchCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "A YAML file (default: benchmarks/quickstart.yaml).")
  private @Nullable Path file;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "Where results go (default: runs/NAME-TIME).")
  private @Nullable Path directory;

  @Option(
      names = "--dry-run",
      description = "Say what would be done; read no audio, write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    Configuration configuration =
        job.configuration("bench", file == null ? quickstart() : file, List.of());
    try (BenchJob bench = AulosCommand.open(spec).bench(configuration)) {
      if (dryRun) {
        bench.plan().forEach(line -> Printing.line(spec, line));
        return ExitCodes.DONE;
      }
      Path folder =
          directory != null
              ? directory
              : Path.of(
                  "runs",
                  configuration.name()
                      + "-"
                      + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP));
      RunDirectory run =
          bench.run(
              folder, commandLine(), TerminalProgress.on(spec.commandLine().getErr(), job.quiet()));
      return show(run);
    }
  }

  private List<String> commandLine() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  private int show(RunDirectory run) {
    BenchResult result = run.result();
    if (json) {
      Printing.json(spec, result);
    } else {
      Printing.print(spec, System.lineSeparator() + ResultPrinter.text(ResultTable.of(result)));
      result
          .unscored()
          .forEach(
              gap ->
                  Printing.line(
                      spec,
                      "no score: %s, %s: %s".formatted(gap.task(), gap.system(), gap.problem())));
      Printing.line(
          spec,
          "result: "
              + run.path().resolve(RunDirectory.RESULT)
              + "  sha256 "
              + run.run().resultDigest());
      Printing.line(spec, "report: " + run.path().resolve(RunDirectory.REPORT));
    }
    return ExitCodes.skipped(result.gaps());
  }

  private static Path quickstart() {
    Path home = Path.of(System.getProperty("aulos.home", ""));
    Path file = home.resolve("benchmarks").resolve("quickstart.yaml");
    if (!Files.exists(file)) {
      throw new OptionsException(
          "there is no " + file + "; name a configuration, as in aulos bench my.yaml");
    }
    return file;
  }
}
