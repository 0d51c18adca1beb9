package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.OptionsException;
import org.aulos.api.Score;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.BenchJob;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.EmbeddingFiles;
import org.aulos.runtime.RunSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes the Fréchet audio distance of two folders. */
@Command(
    name = "fad",
    mixinStandardHelpOptions = true,
    description = {
      "Computes the Fréchet audio distance between two folders of sound files (or manifests), as an encoder hears them,",
      "or between two folders of vectors that 'aulos embed --format npy' has written."
    },
    footer = {
      "",
      "Example: aulos fad reference generated -x mfcc -e statistics",
      "         aulos fad vectors/reference vectors/generated"
    })
final class FadCommand implements Callable<Integer> {
  private static final String FAD = "fad";

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "REF", description = "The audio to be matched.")
  private Path reference;

  @Parameters(index = "1", paramLabel = "EVAL", description = "The audio to be judged.")
  private Path evaluated;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with further keys.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private SystemOptions system;
  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    if (EmbeddingFiles.isIn(reference) != EmbeddingFiles.isIn(evaluated)) {
      throw new OptionsException(
          "one of the folders holds vectors and the other audio; name two of a kind, or embed the audio first");
    }
    return EmbeddingFiles.isIn(reference) ? ofVectors() : ofAudio();
  }

  private int ofVectors() {
    EmbeddingSets evidence =
        new EmbeddingSets(EmbeddingFiles.read(reference), EmbeddingFiles.read(evaluated));
    Score score = Aulos.open().compare(FAD, evidence, RunSettings.DEFAULTS);
    if (json) {
      Printing.json(spec, score);
    } else {
      ScorePrinter.print(
          spec,
          FAD,
          score.value(),
          score.n(),
          score.details(),
          score.warnings(),
          score.signature().toString());
    }
    return ExitCodes.DONE;
  }

  private int ofAudio() {
    if (system.assignments().isEmpty() && config == null) {
      throw new OptionsException(
          "FAD needs an encoder to hear the audio; name one, as in -x mfcc -e statistics ('aulos list encoders' shows them)");
    }
    List<String> assignments = new ArrayList<>();
    assignments.addAll(Inputs.dataset("datasets.reference", reference));
    assignments.addAll(Inputs.dataset("datasets.evaluated", evaluated));
    assignments.addAll(system.assignments());
    assignments.add("tasks.fad.metric=" + FAD);
    assignments.add("tasks.fad.reference.dataset=reference");
    assignments.add("tasks.fad.evaluated.dataset=evaluated");
    try (BenchJob bench = Aulos.open().bench(job.configuration(FAD, config, assignments))) {
      BenchResult result = bench.run(TerminalProgress.on(spec.commandLine().getErr(), job.quiet()));
      return ScorePrinter.print(spec, result, json);
    }
  }
}
