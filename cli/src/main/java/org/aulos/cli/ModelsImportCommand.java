package org.aulos.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.aulos.runtime.models.InstalledModel;
import org.aulos.runtime.models.Licence;
import org.aulos.runtime.models.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a model that the user has. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Copies a file or folder of your own among the models, under a name.",
      "Archives (.tar.gz, .tgz, .zip) are unpacked."
    },
    footer = {
      "",
      "Example: aulos models import yamnet downloads/yamnet_1",
      "         aulos models import my-encoder weights.pth --licence MIT"
    })
final class ModelsImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "Its name: lower-case words joined by hyphens.")
  private String name;

  @Parameters(index = "1", paramLabel = "PATH", description = "A file, a folder or an archive.")
  private Path path;

  @Option(
      names = "--licence",
      defaultValue = "unknown",
      paramLabel = "L",
      description = "What allows its use, for the record.")
  private String licence;

  @Option(names = "--force", description = "Replace a model that is installed already.")
  private boolean force;

  @Override
  public Integer call() {
    ModelStore store = ModelsCommand.store();
    InstalledModel model =
        store.importFrom(
            ModelsCommand.name(name),
            path,
            new Licence(licence, ""),
            force,
            TransferProgress.on(spec.commandLine().getErr(), false));
    Printing.line(
        spec,
        "%s: %d files, %s: %s"
            .formatted(
                name, model.files().size(), Sizes.of(model.totalBytes()), store.place(name)));
    return ExitCodes.DONE;
  }
}
