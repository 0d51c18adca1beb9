package org.aulos.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every job: seed, clips, threads, device. */
final class RunOptions {
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
      names = "--device",
      paramLabel = "D",
      description = "auto, cpu, gpu or gpu:N (default: auto).")
  private @Nullable String device;

  @Option(names = "--strict", description = "End at the first clip that cannot be read.")
  private boolean strict;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  private boolean quiet;

  boolean quiet() {
    return quiet;
  }

  /** The settings that are given, as assignments. */
  List<String> settings() {
    List<String> all = new ArrayList<>();
    add(all, "seed", seed);
    add(all, "limit", limit);
    add(all, "workers", workers);
    add(all, "device", device);
    if (strict) {
      all.add("strict=true");
    }
    return all;
  }

  /** Adds the assignment of a value, if there is one. */
  static void add(List<String> assignments, String key, @Nullable Object value) {
    if (value != null) {
      assignments.add(key + "=" + value);
    }
  }
}
