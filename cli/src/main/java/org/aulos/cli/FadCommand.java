package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.OptionsException;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.runtime.AulosVersion;
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
      "Computes the Fréchet audio distance between two sets of sounds, as an encoder hears them.",
      "Each is a folder of sound files, a manifest, or a folder of vectors that 'aulos embed' has written as npy."
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
    Inputs.check(reference);
    Inputs.check(evaluated);
    if (EmbeddingFiles.isIn(reference) != EmbeddingFiles.isIn(evaluated)) {
      throw new OptionsException(
          "%s holds vectors, but %s does not; name two folders of vectors or two of audio, or embed the audio first"
              .formatted(
                  EmbeddingFiles.isIn(reference) ? reference : evaluated,
                  EmbeddingFiles.isIn(reference) ? evaluated : reference));
    }
    return EmbeddingFiles.isIn(reference) ? ofVectors() : ofAudio();
  }

  private int ofVectors() {
    EmbeddingSets evidence =
        new EmbeddingSets(EmbeddingFiles.read(reference), EmbeddingFiles.read(evaluated));
    if (system.isGiven()) {
      throw new OptionsException(
          "the vectors in %s are made already; leave -x and -e out, or name folders of audio"
              .formatted(reference));
    }
    Score bare = AulosCommand.open(spec).compare(FAD, evidence, RunSettings.DEFAULTS);
    String data = EmbeddingFiles.data(reference);
    Signature signature =
        bare.signature()
            .with("data", data.substring(0, Math.min(16, data.length())))
            .with("n", bare.n())
            .with("runtime", AulosVersion.current());
    BenchResult.ScoreResult score =
        new BenchResult.ScoreResult(
            FAD,
            evidence.reference().space(),
            bare.value(),
            bare.direction(),
            bare.n(),
            bare.interval(),
            bare.details(),
            bare.warnings(),
            signature.choices());
    if (json) {
      Printing.json(spec, score);
    } else {
      ScorePrinter.print(spec, score);
    }
    return ExitCodes.DONE;
  }

  private int ofAudio() {
    List<String> assignments = new ArrayList<>();
    assignments.addAll(Inputs.dataset("datasets.reference", reference));
    assignments.addAll(Inputs.dataset("datasets.evaluated", evaluated));
    assignments.addAll(system.assignments(config, job));
    assignments.add("tasks.fad.metric=" + FAD);
    assignments.add("tasks.fad.reference.dataset=reference");
    assignments.add("tasks.fad.evaluated.dataset=evaluated");
    try (BenchJob bench =
        AulosCommand.open(spec).bench(job.configuration(FAD, config, assignments))) {
      BenchResult result = bench.run(TerminalProgress.on(spec.commandLine().getErr(), job.quiet()));
      return ScorePrinter.print(spec, result, json);
    }
  }
}
