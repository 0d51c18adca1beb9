package org.aulos.runtime.pipeline;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.aulos.api.Dataset;
import org.aulos.api.OptionsException;
import org.aulos.api.Suggestions;
import org.aulos.runtime.config.ComponentBinder.Chosen;

/** The data sets of a configuration, each made once: when it is asked for, by another too. */
public final class NamedDatasets {
  private final Map<String, Chosen> choices;
  private final Path data;
  private final ComponentFactory factory;
  private final Map<String, Dataset> made = new HashMap<>();
  private final Deque<String> making = new ArrayDeque<>();

  /**
   * Data sets, of which none is made yet.
   *
   * @param choices which there are, by name
   * @param data what their relative paths are relative to
   */
  public NamedDatasets(Map<String, Chosen> choices, Path data, ComponentFactory factory) {
    this.choices = Map.copyOf(choices);
    this.data = data;
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
    Chosen chosen = choices.get(name);
    if (chosen == null) {
      throw new OptionsException(
          "no data set is named '%s'; %s"
              .formatted(
                  name, Suggestions.among(name, choices.keySet().stream().sorted().toList())));
    }
    if (making.contains(name)) {
      throw new OptionsException("the data set '" + name + "' is made from itself");
    }
    making.push(name);
    try {
      Dataset dataset = of(chosen);
      made.put(name, dataset);
      return dataset;
    } finally {
      making.pop();
    }
  }

  /**
   * One that has no name, which may be made from them.
   *
   * @throws org.aulos.api.AulosException if it cannot be made
   */
  public Dataset of(Chosen chosen) {
    return factory.dataset(chosen, data, this::named);
  }
}
