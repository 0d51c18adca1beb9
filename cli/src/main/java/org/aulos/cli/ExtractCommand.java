package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.runtime.ExtractJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Extracts features. */
@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    description =
        "Turns every sound file below a folder, or every clip of a manifest, into features: one .npy of [frames, bins] each.",
    footer = {"", "Example: aulos extract -x log-mel recordings -d features"})
final class ExtractCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A folder, or a manifest (.csv, .jsonl).")
  private Path input;

  @Option(
      names = {"-x", "--extractor"},
      paramLabel = "NAME",
      description =
          "The extractor, by name or as YAML: -x mfcc, -x '{use: mfcc, coefficients: 13}'.")
  private @Nullable String extractor;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "OUT",
      description = "Where the features go.")
  private Path directory;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with further keys.")
  private @Nullable Path config;

  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    List<String> assignments = new ArrayList<>(Inputs.dataset("dataset", input));
    if (extractor == null && config == null && !job.sets("extractor")) {
      throw new OptionsException(
          "name an extractor, as in -x log-mel; 'aulos list extractors' shows them");
    }
    if (extractor != null) {
      assignments.add("extractor=" + extractor);
    }
    try (ExtractJob extract =
        AulosCommand.open(spec).extract(job.configuration("extract", config, assignments))) {
      int failures =
          extract
              .run(directory, TerminalProgress.on(spec.commandLine().getErr(), job.quiet()))
              .size();
      Printing.line(spec, "features: " + directory);
      return ExitCodes.skipped(failures);
    }
  }
}
