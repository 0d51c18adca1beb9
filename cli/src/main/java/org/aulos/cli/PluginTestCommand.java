package org.aulos.cli;

import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.runtime.CodeOrigin;
import org.aulos.runtime.plugin.LoadedPlugin;
import org.aulos.runtime.plugin.PluginBundle;
import org.aulos.runtime.plugin.PluginCheck;
import org.aulos.runtime.plugin.PluginCheck.Outcome;
import org.aulos.runtime.plugin.PluginCheck.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds a plugin to its contracts. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Holds a plugin that is built to the contracts of Aulos, each component with its default options.",
      "Ends with code 3 if a promise is broken."
    },
    footer = {"", "Example: aulos plugin test my-plugins/acme-pitch"})
final class PluginTestCommand implements Callable<Integer> {
  /** The folder of the distribution, beside that of its modules, that holds what checks plugins. */
  private static final String FOLDER = "testkit";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "JAR|DIR",
      description = "A jar, a folder that holds it and its libraries, or a folder of classes.")
  private Path plugin;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (!Files.exists(plugin)) {
      throw new OptionsException(
          "there is no plugin " + plugin.toAbsolutePath() + "; build it, or name another");
    }
    PluginCheck check = check();
    List<Verdict> verdicts = new ArrayList<>();
    for (LoadedPlugin loaded : PluginBundle.read(plugin.toAbsolutePath()).load()) {
      verdicts.addAll(check.check(loaded.plugin()));
    }
    if (json) {
      Printing.json(spec, verdicts);
    } else {
      print(verdicts);
    }
    return count(verdicts, Outcome.BROKEN) == 0 ? ExitCodes.DONE : ExitCodes.INPUT;
  }

  /**
   * What checks plugins: on the module path where Aulos is developed, in a folder of its own, which
   * no other command reads, where it is installed.
   */
  private static PluginCheck check() {
    return ServiceLoader.load(PluginCheck.class)
        .findFirst()
        .or(() -> ServiceLoader.load(layer(), PluginCheck.class).findFirst())
        .orElseThrow(
            () ->
                new AulosException("nothing in " + folder() + " checks plugins; build Aulos anew"));
  }

  private static ModuleLayer layer() {
    ModuleFinder jars = ModuleFinder.of(folder());
    ModuleLayer own = PluginTestCommand.class.getModule().getLayer();
    if (own == null || !Files.isDirectory(folder())) {
      throw new AulosException(
          "there is no folder %s, which holds what checks plugins; start Aulos by its script"
              .formatted(folder()));
    }
    var configuration =
        own.configuration().resolve(ModuleFinder.of(), jars, List.of("org.aulos.conformance"));
    return ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(own), PluginTestCommand.class.getClassLoader())
        .layer();
  }

  private static Path folder() {
    return CodeOrigin.of(PluginTestCommand.class).resolveSibling("..").resolve(FOLDER).normalize();
  }

  private void print(List<Verdict> verdicts) {
    verdicts.stream()
        .collect(Collectors.groupingBy(Verdict::subject, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (subject, own) -> {
              Printing.line(spec, subject);
              own.forEach(this::print);
            });
    Printing.line(
        spec,
        "%d promises kept, %d broken, %d not checked"
            .formatted(
                count(verdicts, Outcome.KEPT),
                count(verdicts, Outcome.BROKEN),
                count(verdicts, Outcome.NOT_CHECKED)));
  }

  private void print(Verdict verdict) {
    Printing.line(spec, "  %-11s  %s".formatted(word(verdict.outcome()), verdict.promise()));
    if (!verdict.message().isEmpty()) {
      verdict.message().lines().forEach(line -> Printing.line(spec, " ".repeat(15) + line));
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case KEPT -> "kept";
      case BROKEN -> "BROKEN";
      case NOT_CHECKED -> "not checked";
    };
  }

  private static long count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }
}
