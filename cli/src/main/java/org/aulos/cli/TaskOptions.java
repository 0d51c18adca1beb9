package org.aulos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aulos.api.OptionsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name labelled clips. */
final class TaskOptions {
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

  /** Whether a data set, or its place, was given. */
  boolean isGiven() {
    return dataset != null || data != null;
  }

  /**
   * The assignments that configure the data set.
   *
   * @param key where the configuration holds it
   * @throws OptionsException if a place is named and nothing says what lies there
   */
  List<String> assignments(String key) {
    if (data == null) {
      return List.of(key + "=" + (dataset == null ? "synthetic-scenes" : dataset));
    }
    Inputs.check(data);
    if (dataset == null) {
      throw new OptionsException(
          "name the kind of data set that lies at %s, as in -t folders or -t esc-50; 'aulos list datasets' shows them"
              .formatted(data));
    }
    String place = Files.isDirectory(data) ? ".directory" : ".file";
    return List.of(key + "=" + dataset, JobOptions.path(key + place, data));
  }
}
