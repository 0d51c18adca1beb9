package org.aulos.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.runtime.models.InstalledModel;
import org.aulos.runtime.models.ModelStore;
import org.aulos.runtime.models.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies models. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Reads every byte of the installed models and compares their digests with those of the installation.",
    footer = {"", "Example: aulos models verify yamnet"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all are sound", "3:one or more is broken or not installed"})
final class ModelsVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Models (default: all).")
  private List<String> names = List.of();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ModelStore store = ModelsCommand.store();
    List<String> chosen =
        names.isEmpty() ? store.installed().stream().map(InstalledModel::name).toList() : names;
    List<Verification> found = chosen.stream().map(ModelsCommand::name).map(store::verify).toList();
    if (json) {
      Printing.json(spec, found);
    } else {
      found.forEach(this::print);
      if (found.isEmpty()) {
        Printing.line(spec, "no model is installed in " + store.folder());
      }
    }
    return found.stream().allMatch(Verification::sound) ? ExitCodes.DONE : ExitCodes.INPUT;
  }

  private void print(Verification found) {
    if (found.sound()) {
      Printing.line(
          spec,
          "ok   %s: %d files, %s".formatted(found.name(), found.files(), Sizes.of(found.bytes())));
      return;
    }
    PrintWriter err = spec.commandLine().getErr();
    for (String problem : found.problems()) {
      err.println("FAIL %s: %s".formatted(found.name(), problem));
    }
    err.println(
        "Install it again: aulos models pull %1$s --force, or aulos models import %1$s PATH --force"
            .formatted(found.name()));
    err.flush();
  }
}
