package org.aulos.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.Comparison;
import org.aulos.runtime.ResultTable;
import org.aulos.runtime.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares runs. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Puts the scores of several runs side by side; refuses (exit code 4) to rank scores that were obtained in different ways.",
    footer = {"", "Example: aulos compare runs/monday runs/tuesday"})
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders that 'aulos bench' has written.")
  private List<Path> runs;

  @Option(names = "--force", description = "Show unlike scores side by side, unranked.")
  private boolean force;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (runs.size() < 2) {
      throw new OptionsException(
          "expected two runs or more to compare but was only " + runs.get(0));
    }
    Map<String, BenchResult> results = new LinkedHashMap<>();
    for (Path run : runs) {
      String name = run.toAbsolutePath().normalize().getFileName().toString();
      if (results.put(name, RunDirectory.open(run).result()) != null) {
        throw new OptionsException("two runs are named '" + name + "'; rename one of the folders");
      }
    }
    ResultTable table = Comparison.of(results, force);
    if (json) {
      Printing.json(spec, table.scores());
    } else {
      Printing.print(spec, ResultPrinter.text(table));
    }
    return ExitCodes.DONE;
  }
}
