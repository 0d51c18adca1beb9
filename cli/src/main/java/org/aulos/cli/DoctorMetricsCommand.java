package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.runtime.LadderJob;
import org.aulos.runtime.LadderResult;
import org.aulos.runtime.LadderTable;
import org.aulos.runtime.ProgressListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows which metrics move the right way for a reference set. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = {
      "Shows which metrics move the right way for a reference set, as an encoder hears it.",
      "Deals its clips into two halves and makes one of them worse, step by step: by silence, noise, clipping, a low-pass filter, a shift of pitch, a few clips that stand for all, and classes that are missing.",
      "A metric that does not say worse of that, beyond what another choice of halves would give, says nothing of such faults in what you want to judge."
    },
    footer = {
      "",
      "Example: aulos doctor metrics",
      "         aulos doctor metrics recordings -e yamnet -m fad -m kad -d ladder",
      "         aulos doctor metrics -t folders --data sounds -m '{use: prdc, measure: recall, k: 3}'"
    })
final class DoctorMetricsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "REF",
      description =
          "The reference: a folder, or a manifest (.csv, .jsonl); instead of it -t names a data set.")
  private @Nullable Path reference;

  @Option(
      names = {"-m", "--metric"},
      paramLabel = "METRIC",
      description =
          "A metric, by name or as YAML; repeatable (default: every one that judges sets of clips).")
  private List<String> metrics = new ArrayList<>();

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "OUT",
      description = "A folder to write ladder.json, ladder.md and ladder.csv to.")
  private @Nullable Path directory;

  @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with further keys.")
  private @Nullable Path config;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private TaskOptions data;
  @Mixin private SystemOptions system;
  @Mixin private JobOptions job;

  @Override
  public Integer call() {
    ProgressListener progress = TerminalProgress.on(spec.commandLine().getErr(), job.quiet());
    try (LadderJob ladder =
        AulosCommand.open(spec)
            .ladder(job.configuration("doctor-metrics", config, assignments()), metrics)) {
      LadderResult result =
          directory == null ? ladder.run(progress) : ladder.run(directory, progress);
      if (json) {
        Printing.json(spec, result);
      } else {
        Printing.print(spec, text(new LadderTable(result)));
      }
      return ExitCodes.skipped(result.gaps());
    }
  }

  private List<String> assignments() {
    List<String> assignments = new ArrayList<>();
    if (reference != null) {
      if (data.isGiven()) {
        throw new OptionsException(
            "the reference is named twice: leave out " + reference + ", or -t and --data");
      }
      assignments.addAll(Inputs.dataset("datasets.reference", reference));
    } else if (data.isGiven() || (config == null && !job.sets("datasets"))) {
      assignments.addAll(data.assignments("datasets.reference"));
    }
    if (system.isGiven() || config != null || job.sets("systems")) {
      assignments.addAll(system.assignments(config, job));
    } else {
      assignments.add("systems.system={extractor: mfcc, encoder: statistics}");
    }
    return assignments;
  }

  private static String text(LadderTable table) {
    StringBuilder text = new StringBuilder(table.title()).append("\n\n");
    text.append(TextTable.of(table.verdicts())).append('\n');
    text.append(TextTable.of(table.values())).append('\n');
    table.notes().forEach(note -> text.append(note).append('\n'));
    table.signatures().forEach(own -> text.append("signature: ").append(own).append('\n'));
    return text.toString();
  }
}
