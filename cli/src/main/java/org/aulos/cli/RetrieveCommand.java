package org.aulos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets every clip look for the others of its class by the similarity of their vectors. */
@Command(
    name = "retrieve",
    mixinStandardHelpOptions = true,
    description =
        "Lets every clip look for the others of its class by the similarity of their vectors.",
    footer = {"", "Example: aulos retrieve -x log-mel -e statistics -t folders --data recordings"})
final class RetrieveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SingleTask task;

  @Override
  public Integer call() {
    return task.run(spec, "retrieve", "retrieval");
  }
}
