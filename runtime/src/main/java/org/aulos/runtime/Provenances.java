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

/** Where results come from, as the tree of the components that made them. */
final class Provenances {
  private Provenances() {}

  /**
   * Of a benchmark: its data sets, its systems (an extractor is the parent of its encoder), its
   * metrics.
   */
  static Provenance of(BenchResult result) {
    List<Provenance> parents = new ArrayList<>();
    List<String> data = new ArrayList<>();
    for (DatasetResult dataset : result.datasets().values()) {
      data.add(dataset.fingerprint());
      parents.add(of(dataset.source(), result.seed(), dataset.fingerprint(), List.of()));
    }
    for (SystemResult system : result.systems().values()) {
      parents.add(
          of(
              system.encoder(),
              result.seed(),
              "",
              Optional.ofNullable(system.extractor()).stream()
                  .map(extractor -> of(extractor, result.seed(), "", List.of()))
                  .toList()));
    }
    result
        .tasks()
        .values()
        .forEach(task -> parents.add(of(task.metric(), result.seed(), "", List.of())));
    return new Provenance(
        "bench:" + result.name(),
        result.version(),
        Map.of("title", result.title()),
        result.seed(),
        String.join("+", data),
        parents);
  }

  /** Of what one component made. */
  static Provenance of(
      ComponentResult component, long seed, String data, List<Provenance> parents) {
    Map<String, String> options = new LinkedHashMap<>();
    component.options().forEach((key, value) -> options.put(key, String.valueOf(value)));
    return new Provenance(component.component(), component.version(), options, seed, data, parents);
  }
}
