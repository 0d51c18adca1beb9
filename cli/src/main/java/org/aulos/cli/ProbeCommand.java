package org.aulos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Trains a linear classifier on the vectors of labelled clips and reports its accuracy on held-out
 * folds.
 */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description =
        "Trains a linear classifier on the vectors of labelled clips and reports its accuracy on held-out folds.",
    footer = {"", "Example: aulos probe -x mfcc -e statistics -t esc-50 --data datasets/ESC-50"})
final class ProbeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SingleTask task;

  @Override
  public Integer call() {
    return task.run(spec, "probe", "linear-probe");
  }
}
