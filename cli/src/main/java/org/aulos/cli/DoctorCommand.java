package org.aulos.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.aulos.runtime.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Examines the installation. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Says which versions, engines, devices, threads and folders Aulos uses, and tests itself for a few seconds.",
    subcommands = DoctorMetricsCommand.class,
    footer = {"", "Example: aulos doctor", "         aulos doctor metrics"})
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Doctor.Findings findings = Doctor.examine(AulosCommand.open(spec));
    if (json) {
      Printing.json(spec, findings);
    } else {
      for (Map.Entry<String, String> fact : findings.facts().entrySet()) {
        Printing.line(spec, "%-12s %s".formatted(fact.getKey(), fact.getValue()));
      }
      Printing.line(spec, "");
      for (Doctor.Check check : findings.checks()) {
        Printing.line(
            spec,
            "%-4s %s: %s".formatted(check.passed() ? "ok" : "FAIL", check.name(), check.finding()));
      }
    }
    return findings.healthy() ? ExitCodes.DONE : ExitCodes.FAULT;
  }
}
