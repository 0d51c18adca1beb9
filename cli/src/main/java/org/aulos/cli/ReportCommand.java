package org.aulos.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.aulos.runtime.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders the report of a run. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Renders the page of a run: tables, plots, confusions, spectrograms and clips, in one file that needs no network.",
    footer = {"", "Example: aulos report runs/quickstart-20300101-120000"})
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "A folder that 'aulos bench' has written.")
  private Path run;

  @Override
  public Integer call() {
    Printing.line(spec, "report: " + RunDirectory.open(run).renderReport());
    return ExitCodes.DONE;
  }
}
