package org.aulos.runtime.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aulos.api.AulosException;
import org.aulos.api.Prompt;

/**
 * Prompts that are listed in a file: text with a description in each line, or a table (CSV, JSON
 * lines) with the columns {@code description}, {@code lyrics} and {@code id}. What has no id is
 * called by the number of its line.
 */
public final class PromptFile {
  private static final List<String> COLUMNS = List.of("id", "description", "lyrics");
  private static final Set<String> JSON = Set.of("jsonl", "ndjson");

  private final Path file;
  private final Problems problems = new Problems();
  private final Map<String, Long> lineOfId = new HashMap<>();

  private PromptFile(Path file) {
    this.file = file;
  }

  /**
   * The prompts of a file, in their order; one at least.
   *
   * @throws AulosException if there is no such file, or it holds anything else
   */
  public static List<Prompt> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new AulosException("there is no file of prompts " + file.toAbsolutePath());
    }
    return new PromptFile(file).prompts();
  }

  private List<Prompt> prompts() {
    String ending = AudioFiles.extension(file);
    List<Prompt> prompts = new ArrayList<>();
    if (ending.equals("csv")) {
      CsvTable.read(file, List.of(), COLUMNS, problems).forEach(row -> row(row, prompts));
    } else if (JSON.contains(ending)) {
      JsonLines.read(file, COLUMNS, problems).forEach(row -> row(row, prompts));
    } else {
      TextLines.read(
          file,
          problems,
          (number, line) ->
              prompts.add(new Prompt(Long.toString(number), null, line.strip(), null)));
    }
    if (prompts.isEmpty() && problems.none()) {
      problems.add(file, "holds no prompt");
    }
    problems.throwIfAny(
        "The prompts in " + file,
        "Write a description in each line, or a table (.csv, .jsonl) with the columns "
            + String.join(", ", COLUMNS)
            + ", of which description or lyrics must be there.");
    return prompts;
  }

  private void row(TableRow row, List<Prompt> prompts) {
    String description = row.one("description").orElse(null);
    String lyrics = row.one("lyrics").orElse(null);
    if (description == null && lyrics == null) {
      problems.add(file, row.line(), "neither description nor lyrics");
      return;
    }
    String id = row.one("id").orElse(Long.toString(row.line()));
    Long earlier = lineOfId.putIfAbsent(id, row.line());
    if (earlier != null) {
      problems.add(file, row.line(), "id '%s' is that of line %d".formatted(id, earlier));
    }
    prompts.add(new Prompt(id, lyrics, description, null));
  }
}
