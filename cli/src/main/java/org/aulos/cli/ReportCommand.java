package org.aulos.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.aulos.runtime.RunDirectory;
import org.aulos.runtime.TrainJob;
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
      description = "A folder that 'aulos bench' or 'aulos train' has written.")
  private Path run;

  @Override
  public Integer call() {
    Path report =
        TrainJob.hasBegunIn(run)
            ? TrainJob.renderReport(run)
            : RunDirectory.open(run).renderReport();
    Printing.line(spec, "report: " + report);
    return ExitCodes.DONE;
  }
}
