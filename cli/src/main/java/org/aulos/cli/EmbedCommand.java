package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.runtime.EmbedJob;
import org.aulos.runtime.EmbeddingFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Embeds clips. */
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    description =
        "Turns every sound file below a folder, or every clip of a manifest, into a vector.",
    footer = {"", "Example: aulos embed -x mfcc -e statistics recordings -d vectors --format npy"})
final class EmbedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A folder, or a manifest (.csv, .jsonl).")
  private Path input;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "OUT",
      description = "Where the vectors go.")
  private Path directory;

  @Option(
      names = "--format",
      defaultValue = "npy",
      paramLabel = "F",
      description = "npy, npz or csv (default: npy).")
  private EmbeddingFormat format;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with further keys.")
  private @Nullable Path config;

  @Mixin private SystemOptions system;
  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    List<String> assignments = new ArrayList<>(Inputs.dataset("datasets.input", input));
    assignments.addAll(system.assignments(config, job));
    try (EmbedJob embed =
        AulosCommand.open(spec).embed(job.configuration("embed", config, assignments))) {
      EmbedJob.Written written =
          embed.run(
              directory, format, TerminalProgress.on(spec.commandLine().getErr(), job.quiet()));
      Printing.line(
          spec,
          "%d vectors of %d values: %s"
              .formatted(written.vectors(), written.dimension(), written.file()));
      return ExitCodes.skipped(written.failures().size());
    }
  }
}
