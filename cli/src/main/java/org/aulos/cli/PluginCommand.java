package org.aulos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands about plugins. */
@Command(
    name = "plugin",
    mixinStandardHelpOptions = true,
    description = "Commands for plugins and their authors.",
    subcommands = {PluginNewCommand.class, PluginTestCommand.class, PluginListCommand.class},
    footer = {"", "Example: aulos plugin list --plugins my-plugins"})
final class PluginCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }
}
