package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.runtime.BenchJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** One system, one data set, one metric: a benchmark of a single cell. */
final class SingleTask {
  @Option(
      names = {"-m", "--metric"},
      paramLabel = "NAME",
      description = "The metric, by name or as YAML, instead of the command's own.")
  private @Nullable String metric;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with further keys.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private TaskOptions data;
  @Mixin private SystemOptions system;
  @Mixin private JobOptions job;

  int run(CommandSpec spec, String name, String standardMetric) {
    List<String> assignments = new ArrayList<>(data.assignments("datasets.data"));
    assignments.addAll(system.assignments(config, job));
    assignments.add("tasks." + name + ".metric=" + (metric == null ? standardMetric : metric));
    try (BenchJob bench =
        AulosCommand.open(spec).bench(job.configuration(name, config, assignments))) {
      return ScorePrinter.print(
          spec, bench.run(TerminalProgress.on(spec.commandLine().getErr(), job.quiet())), json);
    }
  }
}
