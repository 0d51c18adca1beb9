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
 * {@code value}, if there is one system), or a list of them. Systems that are not run here have
 * their numbers under {@code others}.
 */
final class PaperBinder {
  static final String SOURCE = "source";
  static final String VALUE = "value";
  static final String VALUES = "values";
  static final String OTHERS = "others";

  private final Problems problems;
  private final RecordBinder records;
  private final List<String> systems;
  private final Map<String, PaperResult> measured = new LinkedHashMap<>();
  private final Map<String, PaperResult> others = new LinkedHashMap<>();

  /** A binder of numbers for the systems of the given names. */
  PaperBinder(Problems problems, List<String> systems) {
    this.problems = problems;
    this.records = new RecordBinder(problems);
    this.systems = systems;
  }

  /** What is reported of the systems of the benchmark, by their names. */
  Map<String, PaperResult> measured() {
    return measured;
  }

  /** What is reported of others, by their names in the publication. */
  Map<String, PaperResult> others() {
    return others;
  }

  /** Binds a mapping or a list of them. */
  void bind(ConfigNode node, String path) {
    if (node instanceof Items papers) {
      for (int i = 0; i < papers.items().size(); i++) {
        paper(papers.items().get(i), path + "[" + i + "]");
      }
    } else {
      paper(node, path);
    }
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
    int own = (keys.get(VALUE).isPresent() ? 1 : 0) + (keys.get(VALUES).isPresent() ? 1 : 0);
    if (own == 2 || (own == 0 && keys.get(OTHERS).isEmpty())) {
      problems.add(keys.origin(), path, "expected either the key 'values' or the key 'value'");
    }
    PaperOptions options =
        records.bind(keys, path, PaperOptions.DEFAULTS, Set.of(VALUES, OTHERS)).orElse(null);
    if (options == null) {
      return;
    }
    keys.get(VALUE).ifPresent(value -> single(value, path, options));
    keys.get(VALUES).ifPresent(values -> several(values, path + "." + VALUES, options, true));
    keys.get(OTHERS).ifPresent(values -> several(values, path + "." + OTHERS, options, false));
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
    put(systems.get(0), result(options.value(), options), node, path);
  }

  private static PaperResult result(double value, PaperOptions options) {
    return new PaperResult(value, options.source(), options.data());
  }

  private void several(ConfigNode node, String path, PaperOptions options, boolean run) {
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
              if (systems.contains(system) == run) {
                records
                    .number(number, own)
                    .ifPresent(value -> put(system, result(value, options), number, own));
              } else {
                problems.add(
                    values.originOf(system),
                    own,
                    run
                        ? "no system is named '%s'; %s; what is not run here belongs under '%s'"
                            .formatted(system, Suggestions.among(system, systems), OTHERS)
                        : "'%s' is a system that is run; its number belongs under '%s'"
                            .formatted(system, VALUES));
              }
            });
  }

  private void put(String system, PaperResult result, ConfigNode node, String path) {
    PaperResult other = (systems.contains(system) ? measured : others).putIfAbsent(system, result);
    if (other != null) {
      problems.add(
          node.origin(), path, "'" + system + "' has a number already, from " + other.source());
    }
  }
}
