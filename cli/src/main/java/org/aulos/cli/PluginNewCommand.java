package org.aulos.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a plugin. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a Maven project of a plugin with one component that works, and that passes its contracts.",
      "It builds with 'mvn verify' where the libraries of Aulos are in the local repository."
    },
    footer = {
      "",
      "Example: aulos plugin new --role encoder --name acme-pitch --package com.acme.pitch ../acme-pitch"
    })
final class PluginNewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "extractor, encoder, generator, metric, trainer or dataset.")
  private String role;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description =
          "Name of the plugin and its component: lower-case words joined by hyphens, as in acme-pitch.")
  private String name;

  @Option(
      names = "--package",
      required = true,
      paramLabel = "PACKAGE",
      description = "Its package and module, as in com.acme.pitch.")
  private String packageName;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "The folder of the project; not there yet, or empty.")
  private Path folder;

  @Override
  public Integer call() {
    List<Path> files = new PluginProject(role(), name, packageName).writeTo(folder);
    for (Path file : files) {
      Printing.line(spec, folder.resolve(file).toString());
    }
    return ExitCodes.DONE;
  }

  private Role<?> role() {
    return Role.values().stream()
        .filter(known -> known.name().equals(role))
        .findFirst()
        .orElseThrow(
            () ->
                new OptionsException(
                    "there is no role '%s'; expected one of %s".formatted(role, Role.values())));
  }
}
