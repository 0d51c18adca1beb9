package org.aulos.runtime.bench;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.config.RecordBinder;

/** Which data sets others are made of. */
final class DatasetSources {
  private DatasetSources() {}

  /**
   * Those that data sets name in their options, and those that these name.
   *
   * @param all which there are, by name
   */
  static Map<String, Chosen> of(Collection<Chosen> datasets, Map<String, Chosen> all) {
    Map<String, Chosen> found = new LinkedHashMap<>();
    Deque<Chosen> asked = new ArrayDeque<>(datasets);
    while (!asked.isEmpty()) {
      texts(RecordBinder.values(asked.pop().options()))
          .filter(all::containsKey)
          .forEach(
              name -> {
                Chosen source = Objects.requireNonNull(all.get(name));
                if (found.putIfAbsent(name, source) == null) {
                  asked.push(source);
                }
              });
    }
    return found;
  }

  private static Stream<String> texts(Object value) {
    if (value instanceof Map<?, ?> named) {
      return named.values().stream().flatMap(DatasetSources::texts);
    }
    return value instanceof List<?> list
        ? list.stream().flatMap(DatasetSources::texts)
        : Stream.of(value.toString());
  }
}
