package org.aulos.runtime.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.aulos.api.Suggestions;
import org.aulos.runtime.BenchResult.PaperResult;
import org.aulos.runtime.config.ConfigNode;
import org.aulos.runtime.config.ConfigNode.Items;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.Problems;
import org.aulos.runtime.config.RecordBinder;

/**
 * Binds what publications report for a task: one mapping of {@code source} and {@code values} (or
 * {@code value}, if there is one system), or a list of them.
 */
final class PaperBinder {
  static final String SOURCE = "source";
  static final String VALUE = "value";
  static final String VALUES = "values";

  private final Problems problems;
  private final RecordBinder records;
  private final List<String> systems;
  private final Map<String, PaperResult> results = new LinkedHashMap<>();

  /** A binder of numbers for the systems of the given names. */
  PaperBinder(Problems problems, List<String> systems) {
    this.problems = problems;
    this.records = new RecordBinder(problems);
    this.systems = systems;
  }

  /** What is reported, by the name of the system. */
  Map<String, PaperResult> bind(ConfigNode node, String path) {
    if (node instanceof Items papers) {
      for (int i = 0; i < papers.items().size(); i++) {
        paper(papers.items().get(i), path + "[" + i + "]");
      }
    } else {
      paper(node, path);
    }
    return results;
  }

  private void paper(ConfigNode node, String path) {
    if (!(node instanceof Keys keys)) {
      problems.add(
          node.origin(), path, "expected a mapping of source and values but was " + node.kind());
      return;
    }
    if (keys.get(SOURCE).isEmpty()) {
      problems.add(keys.origin(), path, "expected the key 'source'");
    }
    if (keys.get(VALUE).isPresent() == keys.get(VALUES).isPresent()) {
      problems.add(keys.origin(), path, "expected either the key 'values' or the key 'value'");
    }
    PaperOptions options =
        records.bind(keys, path, PaperOptions.DEFAULTS, Set.of(VALUES)).orElse(null);
    if (options == null) {
      return;
    }
    keys.get(VALUE).ifPresent(value -> single(value, path, options));
    keys.get(VALUES).ifPresent(values -> several(values, path + "." + VALUES, options.source()));
  }

  private void single(ConfigNode node, String path, PaperOptions options) {
    if (systems.size() != 1) {
      problems.add(
          node.origin(),
          path + "." + VALUE,
          "there are %d systems; give the number of each, as in values: {%s: %s}"
              .formatted(
                  systems.size(), systems.isEmpty() ? "NAME" : systems.get(0), options.value()));
      return;
    }
    put(systems.get(0), new PaperResult(options.value(), options.source()), node, path);
  }

  private void several(ConfigNode node, String path, String source) {
    if (!(node instanceof Keys values)) {
      problems.add(
          node.origin(), path, "expected a mapping of systems to numbers but was " + node.kind());
      return;
    }
    values
        .entries()
        .forEach(
            (system, number) -> {
              String own = path + "." + system;
              if (!systems.contains(system)) {
                problems.add(
                    values.originOf(system),
                    own,
                    "no system is named '" + system + "'; " + Suggestions.among(system, systems));
                return;
              }
              records
                  .number(number, own)
                  .ifPresent(value -> put(system, new PaperResult(value, source), number, own));
            });
  }

  private void put(String system, PaperResult result, ConfigNode node, String path) {
    PaperResult other = results.putIfAbsent(system, result);
    if (other != null) {
      problems.add(
          node.origin(), path, "'" + system + "' has a number already, from " + other.source());
    }
  }
}
