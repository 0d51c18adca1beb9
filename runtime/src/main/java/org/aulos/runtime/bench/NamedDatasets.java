package org.aulos.runtime.bench;

import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.api.OptionsException;
import org.aulos.api.Suggestions;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.ComponentFactory;

/** The data sets of a benchmark, each made once: when it is asked for, by another too. */
public final class NamedDatasets {
  private final BenchConfig config;
  private final ComponentFactory factory;
  private final Map<String, Dataset> made = new HashMap<>();
  private final Deque<String> making = new ArrayDeque<>();

  /** The data sets of a benchmark; none is made yet. */
  @Inject
  public NamedDatasets(BenchConfig config, ComponentFactory factory) {
    this.config = config;
    this.factory = factory;
  }

  /**
   * One of them.
   *
   * @throws org.aulos.api.AulosException if there is none of that name, it cannot be made, or it is
   *     made from itself
   */
  public synchronized Dataset named(String name) {
    Dataset known = made.get(name);
    if (known != null) {
      return known;
    }
    Chosen chosen = chosen(name);
    if (making.contains(name)) {
      throw new OptionsException("the data set '" + name + "' is made from itself");
    }
    making.push(name);
    try {
      Dataset dataset = factory.dataset(chosen, config.data(), this::named);
      made.put(name, dataset);
      return dataset;
    } finally {
      making.pop();
    }
  }

  private Chosen chosen(String name) {
    Map<String, Chosen> all = new LinkedHashMap<>(config.datasets());
    all.putAll(config.spare());
    Chosen chosen = all.get(name);
    if (chosen == null) {
      throw new OptionsException(
          "no data set is named '%s'; %s".formatted(name, Suggestions.among(name, all.keySet())));
    }
    return chosen;
  }
}
