package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name labelled clips. */
final class TaskOptions {
  @Option(
      names = {"-t", "--task"},
      paramLabel = "DATASET",
      description = "The data set, by name or as YAML (default: synthetic-scenes).")
  private String dataset = "synthetic-scenes";

  @Option(names = "--data", paramLabel = "DIR", description = "Where the data set lies.")
  private @Nullable Path data;

  /** The assignments that configure the data set. */
  List<String> assignments() {
    List<String> assignments = new ArrayList<>(List.of("datasets.data=" + dataset));
    if (data != null) {
      assignments.add(JobOptions.path("data", data));
    }
    return assignments;
  }
}
