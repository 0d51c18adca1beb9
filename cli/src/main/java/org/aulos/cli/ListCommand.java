package org.aulos.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists components. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the components there are, of one role or of all.",
    footer = {"", "Example: aulos list encoders"})
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLE",
      description = "extractors, encoders, generators, metrics, trainers or datasets.")
  private @Nullable String role;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Catalog catalog = AulosCommand.open(spec).catalog();
    List<Catalog.Entry> entries = role == null ? catalog.entries() : catalog.entries(role(role));
    if (json) {
      Printing.json(spec, entries.stream().map(ListCommand::fields).toList());
    } else {
      List<List<String>> lines = new ArrayList<>();
      lines.add(List.of("role", "name", "plugin", "what it does"));
      for (Catalog.Entry entry : entries) {
        List<String> cells = new ArrayList<>(fields(entry).values());
        cells.set(cells.size() - 1, firstSentence(entry.description()));
        lines.add(cells);
      }
      Printing.print(spec, TextTable.of(lines));
    }
    return ExitCodes.DONE;
  }

  private static Role<?> role(String name) {
    return Role.named(name)
        .orElseThrow(
            () ->
                new OptionsException(
                    "there is no role '"
                        + name
                        + "'; expected one of "
                        + Role.values().stream().map(Role::plural).toList()));
  }

  /** Lines have to be short enough to be read; 'aulos describe' has the rest. */
  private static String firstSentence(String text) {
    return text.split("(?<=[.:;]) ", 2)[0].replaceAll("[.:;]$", "");
  }

  private static Map<String, String> fields(Catalog.Entry entry) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("role", entry.component().role().name());
    fields.put("name", entry.component().name());
    fields.put("plugin", entry.plugin().name() + " " + entry.version());
    fields.put("description", entry.description());
    return fields;
  }
}
