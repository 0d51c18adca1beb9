package org.aulos.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.OptionDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes one component. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description =
        "Describes a component: what it does, its options with types, defaults and meaning.",
    footer = {
      "",
      "Example: aulos describe encoder:statistics",
      "         aulos describe --json-schema > aulos.schema.json"
    })
final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLE:NAME",
      description = "The component, as in extractor:log-mel.")
  private @Nullable String key;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--json-schema",
      description =
          "Print the JSON Schema of benchmarks with all components, by which editors complete and check.")
  private boolean jsonSchema;

  @Override
  public Integer call() {
    Aulos aulos = AulosCommand.open(spec);
    if (jsonSchema) {
      Printing.json(spec, aulos.schema());
      return ExitCodes.DONE;
    }
    if (key == null) {
      throw new ParameterException(
          spec.commandLine(), "expected ROLE:NAME, as in encoder:statistics, or --json-schema");
    }
    Catalog.Entry entry = entry(aulos.catalog(), key);
    if (json) {
      Printing.json(spec, fields(entry));
    } else {
      Printing.print(spec, text(entry));
    }
    return ExitCodes.DONE;
  }

  private static Catalog.Entry entry(Catalog catalog, String key) {
    String[] parts = key.split(":", 2);
    if (parts.length < 2) {
      throw new OptionsException(
          "expected ROLE:NAME, as in encoder:statistics, but was '" + key + "'");
    }
    Role<?> role =
        Role.named(parts[0])
            .orElseThrow(
                () ->
                    new OptionsException(
                        "there is no role '" + parts[0] + "'; expected one of " + Role.values()));
    return catalog.require(role, parts[1]);
  }

  private static Map<String, Object> fields(Catalog.Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("component", entry.component().key());
    fields.put("description", entry.description());
    fields.put("plugin", entry.plugin().name());
    fields.put("version", entry.version());
    fields.put("origin", entry.origin());
    fields.put("options", entry.options());
    return fields;
  }

  private static String text(Catalog.Entry entry) {
    String key = entry.component().key();
    String example = entry.component().role().name() + ": ";
    return """
        %s  (plugin %s %s, %s)
        %s

        %s
        In a configuration, with its defaults:

          %s%s
        """
            .formatted(
                key,
                entry.plugin().name(),
                entry.version(),
                entry.origin(),
                entry.description(),
                options(entry),
                example,
                entry.component().name())
        + withOptions(entry);
  }

  private static String options(Catalog.Entry entry) {
    if (entry.options().isEmpty()) {
      return "It has no options.\n";
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("option", "type", "default", "meaning"));
    for (OptionDescription option : entry.options()) {
      lines.add(
          List.of(
              option.key(),
              option.type(),
              String.valueOf(option.standard()),
              option.description()));
    }
    return TextTable.of(lines);
  }

  /** How an option is set, shown by the first one. */
  private static String withOptions(Catalog.Entry entry) {
    return entry.options().stream()
        .findFirst()
        .map(
            option ->
                """

                or with options of your own:

                  %s: {use: %s, %s: %s}
                """
                    .formatted(
                        entry.component().role().name(),
                        entry.component().name(),
                        option.key(),
                        option.standard()))
        .orElse("");
  }
}
