package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.runtime.Configuration;
import org.jspecify.annotations.Nullable;
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
      names = "--seed",
      paramLabel = "N",
      description = "Seed of everything random (default: 42).")
  private @Nullable Long seed;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "At most N clips of each data set, in turn from every class and fold (default: 0, all).")
  private @Nullable Integer limit;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Worker threads (default: 0, one for each core); does not change any number.")
  private @Nullable Integer workers;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Clips in a batch (default: 16); does not change any number.")
  private @Nullable Integer batchSize;

  @Option(
      names = "--device",
      paramLabel = "D",
      description = "auto, cpu, gpu or gpu:N (default: auto).")
  private @Nullable String device;

  @Option(names = "--strict", description = "End at the first clip that cannot be read.")
  private boolean strict;

  @Option(names = "--no-cache", description = "Neither take vectors from the store nor keep them.")
  private boolean noCache;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  private boolean quiet;

  boolean quiet() {
    return quiet;
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
    List<String> all = new ArrayList<>();
    add(all, "seed", seed);
    add(all, "limit", limit);
    add(all, "workers", workers);
    add(all, "batch-size", batchSize);
    add(all, "device", device);
    if (strict) {
      all.add("strict=true");
    }
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

  private static void add(List<String> assignments, String key, @Nullable Object value) {
    if (value != null) {
      assignments.add(key + "=" + value);
    }
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
