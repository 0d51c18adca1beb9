package org.aulos.runtime.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.Suggestions;

/**
 * Reads JSON lines: an object on each line, whose values are texts, numbers, booleans or arrays of
 * these. Blank lines and nulls are skipped, texts are trimmed.
 */
final class JsonLines {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path file;
  private final Problems problems;

  private JsonLines(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The rows of a file.
   *
   * @param allowed all keys that may be there; empty if any may
   * @param problems receives all that is wrong with the file; lines that are malformed are left out
   */
  static List<TableRow> read(Path file, List<String> allowed, Problems problems) {
    return new JsonLines(file, problems).read(allowed);
  }

  private List<TableRow> read(List<String> allowed) {
    List<TableRow> rows = new ArrayList<>();
    TextLines.read(file, problems, (number, line) -> row(line, number, allowed, rows));
    return rows;
  }

  private void row(String line, long number, List<String> allowed, List<TableRow> rows) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (!node.isObject()) {
        problems.add(file, number, "expected an object, {...}");
        return;
      }
      Map<String, List<String>> values = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (allowed.isEmpty() || allowed.contains(entry.getKey())) {
          value(entry.getKey(), entry.getValue(), number, values);
        } else {
          problems.add(
              file,
              number,
              "unknown key '%s'; %s"
                  .formatted(entry.getKey(), Suggestions.among(entry.getKey(), allowed)));
        }
      }
      rows.add(new TableRow(number, values));
    } catch (JsonProcessingException e) {
      problems.add(file, number, "is not JSON: " + e.getOriginalMessage());
    }
  }

  private void value(String key, JsonNode node, long number, Map<String, List<String>> values) {
    List<String> texts = new ArrayList<>();
    Iterable<JsonNode> nodes = node.isArray() ? node : List.of(node);
    for (JsonNode each : nodes) {
      if (each.isContainerNode()) {
        problems.add(file, number, "expected " + key + " to be a text, a number or a list of them");
      } else if (!each.isNull()) {
        texts.add(each.asText().strip());
      }
    }
    if (!texts.isEmpty()) {
      values.put(key, texts);
    }
  }
}
