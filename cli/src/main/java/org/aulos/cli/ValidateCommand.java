package org.aulos.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a configuration. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description =
        "Checks a benchmark's configuration and reports every problem with its line. Reads and writes nothing else.",
    footer = {"", "Example: aulos validate benchmarks/esc10.yaml"})
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "A YAML file.")
  private Path file;

  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    AulosCommand.open(spec).validate(job.configuration("validate", file, List.of()));
    Printing.line(spec, file + " is valid");
    return ExitCodes.DONE;
  }
}
