package org.aulos.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aulos.api.PluginException;
import org.aulos.runtime.plugin.PluginRefusal;
import org.aulos.runtime.plugin.PluginSources;
import org.aulos.runtime.plugin.PluginStatus;
import org.aulos.runtime.plugin.PluginStatus.State;
import org.aulos.runtime.plugin.Plugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists plugins. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the plugins there are: where each lies, its version, the version of the API it was compiled against, and whether it can be used.",
      "Reads their files and runs none of their code, unless --load is given."
    },
    footer = {"", "Example: aulos plugin list --plugins my-plugins --load"})
final class PluginListCommand implements Callable<Integer> {
  private static final String UNKNOWN =
      "No code has run: components, and whether they clash or fail, are known only with --load.";

  @Spec private CommandSpec spec;

  @Option(
      names = "--load",
      description =
          "Load the plugins as every other command does, which runs their code, and list their components too.")
  private boolean load;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PluginSources sources = AulosCommand.pluginSources(spec);
    List<PluginStatus> plugins =
        load ? PluginStatus.of(Plugins.load(sources)) : PluginStatus.found(sources);
    List<PluginStatus> refused =
        plugins.stream().filter(plugin -> plugin.state() == State.REFUSED).toList();
    if (sources.strict() && !refused.isEmpty()) {
      throw new PluginException(
          String.join("\n", refused.stream().map(PluginListCommand::refusal).toList()));
    }
    if (json) {
      Printing.json(spec, plugins);
    } else {
      Printing.print(spec, TextTable.of(lines(plugins)));
      refused.forEach(plugin -> Printing.line(spec, refusal(plugin)));
      if (!load) {
        Printing.line(spec, UNKNOWN);
      }
    }
    return ExitCodes.skipped(refused.size());
  }

  private List<List<String>> lines(List<PluginStatus> plugins) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of("plugin", "version", "api", "state", "from", load ? "components" : "classes"));
    for (PluginStatus plugin : plugins) {
      lines.add(
          List.of(
              plugin.plugin(),
              plugin.version(),
              plugin.api(),
              plugin.state().name().toLowerCase(Locale.ROOT),
              plugin.origin(),
              String.join(", ", load ? plugin.components() : plugin.classes())));
    }
    return lines;
  }

  private static String refusal(PluginStatus plugin) {
    return new PluginRefusal(plugin.origin(), plugin.problem()).toString();
  }
}
