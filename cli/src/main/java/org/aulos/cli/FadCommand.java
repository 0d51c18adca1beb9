package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.OptionsException;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.BenchJob;
import org.aulos.runtime.BenchResult;
import org.aulos.runtime.Configuration;
import org.aulos.runtime.EmbedJob;
import org.aulos.runtime.EmbeddingFiles;
import org.aulos.runtime.MetricJob;
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
      "Each is a folder of sound files, a manifest, or a folder of vectors that 'aulos embed' has written as npy.",
      "The reference may also be files of saved statistics (.npz), which are merged."
    },
    footer = {
      "",
      "Example: aulos fad reference generated -x mfcc -e statistics",
      "         aulos fad vectors/reference vectors/generated",
      "         aulos fad reference -e yamnet --save-statistics reference.npz",
      "         aulos fad reference.npz generated -e yamnet"
    })
final class FadCommand implements Callable<Integer> {
  private static final String FAD = "fad";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "REF... EVAL",
      hideParamSyntax = true,
      description = {
        "The audio to be matched, or several files of its statistics (.npz);",
        "last the audio to be judged, which --save-statistics does not need."
      })
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-m", "--metric"},
      paramLabel = "METRIC",
      defaultValue = FAD,
      description =
          "Another metric of two sets, by name or as YAML, as in -m fad-infinity (default: fad).")
  private String metric = FAD;

  @Option(
      names = "--save-statistics",
      paramLabel = "FILE",
      description = "Keep the statistics of the reference, for later runs without its audio.")
  private @Nullable Path statistics;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with further keys.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private SystemOptions system;
  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    FadInputs inputs = FadInputs.of(paths);
    if (inputs.judged() == null && statistics == null) {
      throw new OptionsException(
          "name the audio to be judged behind the reference, or keep the reference's statistics by --save-statistics FILE");
    }
    boolean ofAudio = FadInputs.Kind.of(paths.get(paths.size() - 1)) == FadInputs.Kind.AUDIO;
    if (!ofAudio && system.isGiven()) {
      throw new OptionsException(
          "there is no audio to embed: %s was made already; leave -x and -e out, or name folders of audio"
              .formatted(paths.get(paths.size() - 1)));
    }
    int saved = statistics == null ? ExitCodes.DONE : save(inputs, statistics);
    if (inputs.judged() == null) {
      return saved;
    }
    int judged = ofAudio ? ofAudio(inputs, inputs.judged()) : ofVectors(inputs, inputs.judged());
    return Math.max(saved, judged);
  }

  private int save(FadInputs inputs, Path file) {
    Aulos aulos = AulosCommand.open(spec);
    try (MetricJob keeper = aulos.metric(metric(inputs))) {
      int code = ExitCodes.DONE;
      switch (inputs.kind()) {
        case STATISTICS -> keeper.writeStatistics(List.of(), file);
        case VECTORS ->
            keeper.writeStatistics(List.of(EmbeddingFiles.read(inputs.references().get(0))), file);
        case AUDIO -> code = saveOfAudio(aulos, keeper, inputs.references().get(0), file);
      }
      if (!json) {
        Printing.line(spec, "statistics of the reference: " + file);
      }
      return code;
    }
  }

  private int saveOfAudio(Aulos aulos, MetricJob keeper, Path reference, Path file) {
    List<String> assignments = new ArrayList<>(Inputs.dataset("datasets.reference", reference));
    assignments.addAll(system.assignments(config, job));
    try (EmbedJob embed = aulos.embed(job.configuration(FAD, config, assignments))) {
      EmbedJob.Embedded embedded =
          embed.run(TerminalProgress.on(spec.commandLine().getErr(), job.quiet()));
      keeper.writeStatistics(List.of(embedded.vectors()), file);
      return ExitCodes.skipped(embedded.failures().size());
    }
  }

  private Configuration metric(FadInputs inputs) {
    return Configuration.empty(FAD)
        .with(inputs.metric("metric", metric), "the arguments")
        .with(job.settings());
  }

  private int ofVectors(FadInputs inputs, Path evaluated) {
    EmbeddingSet judged = EmbeddingFiles.read(evaluated);
    Object evidence = judged;
    Path reference = inputs.references().get(0);
    boolean ofSets = inputs.kind() == FadInputs.Kind.VECTORS;
    if (ofSets) {
      evidence = new EmbeddingSets(EmbeddingFiles.read(reference), judged);
    }
    Score bare;
    try (MetricJob judge = AulosCommand.open(spec).metric(metric(inputs))) {
      bare = judge.score(evidence);
    }
    Signature signature = EmbeddingFiles.withPreparation(bare.signature(), evaluated);
    if (ofSets) {
      String data = EmbeddingFiles.data(reference);
      signature = signature.with("data", data.substring(0, Math.min(16, data.length())));
    }
    print(judged.space(), bare, signature.with("n", bare.n()));
    return ExitCodes.DONE;
  }

  /** The metric, if it is a name alone. */
  private String task() {
    return metric.matches("[a-z0-9-]+") ? metric : FAD;
  }

  private void print(String space, Score bare, Signature signature) {
    BenchResult.ScoreResult score =
        new BenchResult.ScoreResult(
            task(),
            space,
            bare.value(),
            bare.direction(),
            bare.n(),
            bare.interval(),
            bare.details(),
            bare.warnings(),
            signature.with("runtime", AulosVersion.current()).choices());
    if (json) {
      Printing.json(spec, score);
    } else {
      ScorePrinter.print(spec, score);
    }
  }

  private int ofAudio(FadInputs inputs, Path evaluated) {
    String key = "tasks." + task() + ".";
    List<String> assignments = new ArrayList<>();
    if (inputs.kind() == FadInputs.Kind.AUDIO) {
      assignments.addAll(Inputs.dataset("datasets.reference", inputs.references().get(0)));
      assignments.add(key + "reference.dataset=reference");
    }
    assignments.addAll(Inputs.dataset("datasets.evaluated", evaluated));
    assignments.addAll(system.assignments(config, job));
    assignments.addAll(inputs.metric(key + "metric", metric));
    assignments.add(key + "evaluated.dataset=evaluated");
    try (BenchJob bench =
        AulosCommand.open(spec).bench(job.configuration(FAD, config, assignments))) {
      BenchResult result = bench.run(TerminalProgress.on(spec.commandLine().getErr(), job.quiet()));
      return ScorePrinter.print(spec, result, json);
    }
  }
}
