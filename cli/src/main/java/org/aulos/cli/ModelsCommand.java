package org.aulos.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.runtime.Places;
import org.aulos.runtime.models.KnownModel;
import org.aulos.runtime.models.ModelManifest;
import org.aulos.runtime.models.ModelStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pretrained models. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description =
        "Lists, installs and verifies pretrained models. They lie in AULOS_MODELS, or in ~/.aulos/models.",
    subcommands = {
      ModelsListCommand.class,
      ModelsPullCommand.class,
      ModelsImportCommand.class,
      ModelsVerifyCommand.class
    },
    footer = {
      "",
      "Nothing is downloaded unless 'aulos models pull' is run.",
      "",
      "Example: aulos models pull yamnet"
    })
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }

  /** The installed models. */
  static ModelStore store() {
    return ModelStore.at(Places.ofEnvironment().models());
  }

  /**
   * The name of a model, as the user gives it.
   *
   * @throws OptionsException if it cannot be one
   */
  static String name(String name) {
    if (!KnownModel.isName(name)) {
      throw new OptionsException(
          "'%s' cannot be the name of a model; expected lower-case words joined by hyphens, as in my-model"
              .formatted(name));
    }
    return name;
  }

  /** Where models are known from. */
  static final class ManifestOption {
    @Option(
        names = "--manifest",
        paramLabel = "FILE",
        description = "A JSON file with further models, in the form of those that Aulos knows.")
    private @Nullable Path file;

    /** The models that Aulos knows, and those of the file. */
    ModelManifest manifest() {
      ModelManifest bundled = ModelManifest.bundled();
      return file == null ? bundled : bundled.with(ModelManifest.read(file));
    }
  }
}
