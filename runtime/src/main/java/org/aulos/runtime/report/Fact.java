package org.aulos.runtime.report;

import java.util.List;
import java.util.Map;

/** A name with its value. */
record Fact(String name, String value) {
  /** The entries of a map, in its order. */
  static List<Fact> of(Map<String, ?> map) {
    return map.entrySet().stream()
        .map(entry -> new Fact(entry.getKey(), String.valueOf(entry.getValue())))
        .toList();
  }
}
