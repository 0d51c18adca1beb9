package org.aulos.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.aulos.runtime.models.Downloader;
import org.aulos.runtime.models.InstalledModel;
import org.aulos.runtime.models.KnownModel;
import org.aulos.runtime.models.ModelManifest;
import org.aulos.runtime.models.ModelStore;
import org.aulos.runtime.models.TransferListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs models from their publishers. */
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description = {
      "Downloads models from their publishers, checks them, and installs them.",
      "A download that was interrupted goes on where it ended. Behind a proxy set HTTPS_PROXY."
    },
    footer = {
      "",
      "Example: aulos models pull yamnet",
      "         aulos models pull yamnet --from /media/usb",
      "         aulos models pull acme-pitch --manifest acme-models.json"
    })
final class ModelsPullCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelsCommand.ManifestOption known;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Models; 'aulos models list'.")
  private List<String> names;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "Take the files from this folder instead, under the names of the manifest; for machines without a network.")
  private @Nullable Path from;

  @Option(names = "--force", description = "Replace a model that is installed already.")
  private boolean force;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    ModelManifest manifest = known.manifest();
    List<KnownModel> models = names.stream().map(manifest::get).toList();
    TransferListener listener = TransferProgress.on(spec.commandLine().getErr(), quiet);
    for (KnownModel model : models) {
      pull(model, listener);
    }
    return ExitCodes.DONE;
  }

  private void pull(KnownModel model, TransferListener listener) {
    ModelStore store = ModelsCommand.store();
    Optional<InstalledModel> before = store.installed(model.name());
    if (before.isPresent() && !force) {
      Printing.line(
          spec, "%s is installed already: %s".formatted(model.name(), store.place(model.name())));
      return;
    }
    InstalledModel installed =
        from == null
            ? store.pull(model, Downloader.of(System.getenv()), force, listener)
            : store.pullFrom(model, from, force, listener);
    Printing.line(
        spec,
        "%s: %s, licence %s: %s"
            .formatted(
                installed.name(),
                Sizes.of(installed.totalBytes()),
                installed.licence().name(),
                store.place(installed.name())));
  }
}
