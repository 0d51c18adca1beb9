package org.aulos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.OptionsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name labelled clips. */
final class TaskOptions {
  private static final String KEY = "datasets.data";

  @Option(
      names = {"-t", "--task"},
      paramLabel = "DATASET",
      description = "The data set, by name or as YAML (default: synthetic-scenes).")
  private @Nullable String dataset;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "Where the data set lies: its folder, or the list of a manifest.")
  private @Nullable Path data;

  /**
   * The assignments that configure the data set.
   *
   * @throws OptionsException if a place is named and nothing says what lies there
   */
  List<String> assignments() {
    if (data == null) {
      return List.of(KEY + "=" + (dataset == null ? "synthetic-scenes" : dataset));
    }
    Inputs.check(data);
    if (dataset == null) {
      throw new OptionsException(
          "name the kind of data set that lies at %s, as in -t folders or -t esc-50; 'aulos list datasets' shows them"
              .formatted(data));
    }
    String place = Files.isDirectory(data) ? ".directory" : ".file";
    return List.of(KEY + "=" + dataset, JobOptions.path(KEY + place, data));
  }
}
