package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.Comparison;
import org.aulos.runtime.PairedComparison;
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
    description = {
      "Puts the scores of several runs side by side; refuses (exit code 4) to rank scores that were obtained in different ways.",
      "With --paired it says of the systems of one run, or of those that two runs share, whether their differences are real."
    },
    footer = {
      "",
      "Example: aulos compare runs/monday runs/tuesday",
      "         aulos compare runs/monday runs/tuesday --paired",
      "         aulos compare runs/monday --paired --systems mfcc,log-mel"
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders that 'aulos bench' has written.")
  private List<Path> runs;

  @Option(
      names = "--paired",
      description = "Say whether differences are real, clip by clip, of one run or two.")
  private boolean paired;

  @Option(
      names = "--systems",
      paramLabel = "NAME",
      split = ",",
      description = "The systems to compare with --paired (default: all).")
  private List<String> systems = new ArrayList<>();

  @Option(
      names = "--force",
      description = "Show unlike scores side by side, unranked; with --paired, test them.")
  private boolean force;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (!paired && !systems.isEmpty()) {
      throw new OptionsException("--systems belongs to --paired; add that, or leave it out");
    }
    if (!paired && runs.size() < 2) {
      throw new OptionsException(
          "expected two runs or more to compare but was only "
              + runs.get(0)
              + "; add --paired to compare the systems of one");
    }
    Map<String, RunDirectory> folders = new LinkedHashMap<>();
    for (Path run : runs) {
      String name = run.toAbsolutePath().normalize().getFileName().toString();
      if (folders.put(name, RunDirectory.open(run)) != null) {
        throw new OptionsException("two runs are named '" + name + "'; rename one of the folders");
      }
    }
    if (paired) {
      pairs(folders);
    } else {
      table(folders);
    }
    return ExitCodes.DONE;
  }

  private void table(Map<String, RunDirectory> folders) {
    Map<String, BenchResult> results = new LinkedHashMap<>();
    folders.forEach((name, folder) -> results.put(name, folder.result()));
    ResultTable table = Comparison.of(results, force);
    if (json) {
      Printing.json(spec, table.scores());
    } else {
      Printing.print(spec, ResultPrinter.text(table));
    }
  }

  private void pairs(Map<String, RunDirectory> folders) {
    PairedComparison comparison =
        folders.size() == 1
            ? PairedComparison.within(folders.values().iterator().next(), systems, force)
            : PairedComparison.between(folders, systems, force);
    if (json) {
      Printing.json(spec, comparison);
    } else {
      Printing.print(spec, ResultPrinter.text(comparison));
    }
  }
}
