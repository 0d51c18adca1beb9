package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.runtime.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that reads clips. */
final class JobOptions {
  @Option(
      names = "-o",
      paramLabel = "KEY=VALUE",
      description =
          "Sets any key of the configuration, as in -o systems.mfcc.encoder=statistics; repeatable.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Clips in a batch (default: 16); does not change any number.")
  private @Nullable Integer batchSize;

  @Option(names = "--no-cache", description = "Neither take vectors from the store nor keep them.")
  private boolean noCache;

  @Mixin private RunOptions run;

  boolean quiet() {
    return run.quiet();
  }

  /** The configuration that results from a file (or none) and all options. */
  Configuration configuration(String name, @Nullable Path file, List<String> commandAssignments) {
    Configuration base = file == null ? Configuration.empty(name) : Configuration.read(file);
    List<String> all = new ArrayList<>(settings());
    all.addAll(assignments);
    return base.with(commandAssignments, "the arguments").with(all);
  }

  /** The settings among the options, without what {@code -o} says. */
  List<String> settings() {
    List<String> all = new ArrayList<>(run.settings());
    RunOptions.add(all, "batch-size", batchSize);
    if (noCache) {
      all.add("cache=false");
    }
    return all;
  }

  /** Whether an {@code -o} sets something in a section of the configuration. */
  boolean sets(String section) {
    return assignments.stream()
        .anyMatch(text -> text.startsWith(section + ".") || text.startsWith(section + "="));
  }

  /**
   * An assignment of a path: quoted, so that no character of it means anything to YAML, and
   * absolute.
   */
  static String path(String key, Path path) {
    return key + "=" + quoted(path);
  }

  /** An assignment of several paths, likewise. */
  static String paths(String key, List<Path> paths) {
    return key + "=" + paths.stream().map(JobOptions::quoted).toList();
  }

  private static String quoted(Path path) {
    return "'" + path.toAbsolutePath().normalize().toString().replace("'", "''") + "'";
  }
}
