package org.aulos.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.Provenance;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.DatasetResult;
import org.aulos.runtime.BenchResult.SystemResult;
import org.aulos.runtime.BenchResult.TrainingResult;
import org.aulos.runtime.plugin.LoadedPlugin;

/**
 * Where results come from, as the tree of the components that made them. A component of a plugin
 * that is no part of Aulos has the code of that plugin among its parents.
 */
final class Provenances {
  private final Map<String, Provenance> added = new LinkedHashMap<>();

  /** Provenances of what the catalog's components make. */
  Provenances(Catalog catalog) {
    for (RunRecord.AddedPlugin plugin : added(catalog)) {
      added.put(
          plugin.name(),
          new Provenance(
              "plugin:" + plugin.name(),
              plugin.version(),
              Map.of("code", plugin.digest()),
              0,
              "",
              List.of()));
    }
  }

  /** The plugins that are no part of Aulos. */
  static List<RunRecord.AddedPlugin> added(Catalog catalog) {
    List<RunRecord.AddedPlugin> plugins = new ArrayList<>();
    for (LoadedPlugin plugin : catalog.plugins()) {
      if (plugin.bundle().isPresent()) {
        plugins.add(
            new RunRecord.AddedPlugin(
                plugin.name(), plugin.version(), plugin.origin(), plugin.codeDigest()));
      }
    }
    return plugins;
  }

  /**
   * Of a benchmark: its data sets, its systems (an extractor is the parent of its encoder, and so
   * is a trainer), its metrics.
   */
  Provenance of(BenchResult result) {
    List<Provenance> parents = new ArrayList<>();
    List<String> data = new ArrayList<>();
    for (DatasetResult dataset : result.datasets().values()) {
      data.add(dataset.fingerprint());
      parents.add(of(dataset.source(), result.seed(), dataset.fingerprint(), List.of()));
    }
    result
        .sources()
        .values()
        .forEach(source -> parents.add(of(source, result.seed(), "", List.of())));
    for (SystemResult system : result.systems().values()) {
      List<Provenance> behind = new ArrayList<>();
      Optional.ofNullable(system.extractor())
          .ifPresent(extractor -> behind.add(of(extractor, result.seed(), "", List.of())));
      Optional.ofNullable(system.training()).ifPresent(training -> behind.addAll(of(training)));
      parents.add(of(system.encoder(), result.seed(), "", behind));
    }
    result
        .generators()
        .values()
        .forEach(
            own -> parents.add(of(own.component(), result.seed(), own.fingerprint(), List.of())));
    result
        .tasks()
        .values()
        .forEach(task -> parents.add(of(task.metric(), result.seed(), "", List.of())));
    return new Provenance(
        "bench:" + result.name(),
        result.version(),
        options(result),
        result.seed(),
        String.join("+", data),
        parents);
  }

  /** Of the weights that a training came to under each of its seeds. */
  private List<Provenance> of(TrainingResult training) {
    return training.weights().keySet().stream()
        .map(Long::parseLong)
        .map(
            seed ->
                of(
                    training.trainer(),
                    seed,
                    training.data(),
                    List.of(of(training.dataset(), seed, training.data(), List.of()))))
        .toList();
  }

  private static Map<String, String> options(BenchResult result) {
    Map<String, String> options = new LinkedHashMap<>(Map.of("title", result.title()));
    if (result.seeds().size() > 1) {
      options.put("seeds", result.seeds().toString());
    }
    return options;
  }

  /** Of what one component made. */
  Provenance of(ComponentResult component, long seed, String data, List<Provenance> parents) {
    Map<String, String> options = new LinkedHashMap<>();
    component.options().forEach((key, value) -> options.put(key, String.valueOf(value)));
    List<Provenance> all = new ArrayList<>(parents);
    Optional.ofNullable(added.get(component.plugin())).ifPresent(all::add);
    return new Provenance(component.component(), component.version(), options, seed, data, all);
  }
}
