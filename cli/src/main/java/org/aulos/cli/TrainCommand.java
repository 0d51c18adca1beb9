package org.aulos.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.Configuration;
import org.aulos.runtime.RunDirectory;
import org.aulos.runtime.TrainJob;
import org.aulos.runtime.TrainRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains an encoder, or whatever else learns. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains on the clips of a data set and writes checkpoints, losses and a report into a folder.",
      "Ctrl-C stops after the step at hand and keeps a checkpoint; --resume goes on, to the same weights, after a kill too. A second Ctrl-C ends at once."
    },
    footer = {
      "",
      "Example: aulos train byola-diff -t '{use: folders, directory: sounds}' -d runs/first -o epochs=5",
      "         aulos train -d runs/first --resume"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The trainer; 'aulos list trainers' shows them.")
  private @Nullable String trainer;

  @Option(
      names = {"-d", "--directory"},
      required = true,
      paramLabel = "RUN",
      description = "Where everything goes.")
  private Path directory;

  @Option(names = "--resume", description = "Go on with the training that has begun in RUN.")
  private boolean resume;

  @Option(
      names = "-o",
      paramLabel = "KEY=VALUE",
      description =
          "Sets an option of the trainer, as in -o epochs=5, or any key of the configuration, as in -o threads=1; repeatable.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file with the keys trainer, dataset and others.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print what came of it as JSON.")
  private boolean json;

  @Mixin private TaskOptions data;
  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    Configuration configuration = configuration();
    Aulos aulos = AulosCommand.open(spec);
    try (StopSignals signals = StopSignals.listen(this::tellOfStop);
        TrainJob job = aulos.train(configuration)) {
      TrainingDisplay display =
          new TrainingDisplay(
              spec.commandLine().getErr(),
              run.quiet(),
              Boolean.getBoolean("aulos.terminal"),
              signals::heard);
      TrainRecord record =
          job.run(
              directory,
              resume,
              spec.root().commandLine().getParseResult().originalArgs(),
              display);
      show(aulos, record);
      return record.finished() ? ExitCodes.skipped(record.leftOut().size()) : signals.exitCode();
    }
  }

  private Configuration configuration() {
    if (!resume && TrainJob.hasBegunIn(directory)) {
      throw TrainJob.begunAlready(directory);
    }
    Configuration base;
    if (config != null) {
      base = Configuration.read(config);
    } else {
      base = resume ? TrainJob.begunIn(directory) : Configuration.empty("train");
    }
    boolean alone = config == null && !resume;
    List<String> arguments = new ArrayList<>();
    if (trainer != null) {
      arguments.add("trainer.use=" + trainer);
    } else if (alone) {
      throw new OptionsException(
          "name a trainer, as in aulos train byola-diff; 'aulos list trainers' shows them");
    }
    if (alone || data.isGiven()) {
      arguments.addAll(data.assignments("dataset"));
    }
    arguments.addAll(run.settings());
    return base.with(arguments, "the arguments")
        .with(assignments.stream().map(TrainCommand::ofTrainer).toList());
  }

  /** What is no key of the configuration is an option of the trainer. */
  private static String ofTrainer(String assignment) {
    String key = assignment.split("[.=]", 2)[0];
    return TrainJob.keys().contains(key) ? assignment : "trainer." + assignment;
  }

  private void tellOfStop() {
    PrintWriter err = spec.commandLine().getErr();
    err.println();
    err.println("aulos: stopping after this step; once more to end at once");
    err.flush();
  }

  private void show(Aulos aulos, TrainRecord record) {
    if (json) {
      Printing.json(spec, record);
      return;
    }
    Path checkpoint = directory.resolve(record.checkpoint());
    Printing.line(
        spec,
        "%s %d of %d steps, %.0f s"
            .formatted(
                record.finished() ? "finished:" : "stopped after",
                record.step(),
                record.steps(),
                record.seconds()));
    Printing.line(spec, "checkpoint: " + checkpoint + "  sha256 " + record.weightsDigest());
    Printing.line(spec, "report: " + directory.resolve(RunDirectory.REPORT));
    if (record.finished()) {
      encoder(aulos, record)
          .ifPresent(
              name ->
                  Printing.line(
                      spec,
                      "next: aulos embed -e '{use: %s, %s: %s}' recordings -d vectors"
                          .formatted(name, TrainJob.ENCODER_OPTION, checkpoint)));
    } else {
      Printing.line(spec, "go on: aulos train -d " + directory + " --resume");
    }
  }

  /** The encoder that the trainer is there for, if it has one of its name that takes weights. */
  private static Optional<String> encoder(Aulos aulos, TrainRecord record) {
    String name = record.trainer().substring(record.trainer().indexOf(':') + 1);
    return aulos
        .catalog()
        .find(Role.ENCODER, name)
        .filter(
            entry ->
                entry.options().stream()
                    .anyMatch(option -> option.key().equals(TrainJob.ENCODER_OPTION)))
        .map(entry -> name);
  }
}
