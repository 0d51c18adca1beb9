package org.aulos.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a checkpoint or a result comes from. Written as JSON beside every one of them.
 *
 * @param component role and name, as in {@code encoder:statistics}
 * @param version version of the plugin that it came from
 * @param options every option with its value, defaults included
 * @param seed seed of whatever was random
 * @param data fingerprint of the data it has seen; empty if none
 * @param parents what it was made from
 */
public record Provenance(
    String component,
    String version,
    Map<String, String> options,
    long seed,
    String data,
    List<Provenance> parents) {
  /** A provenance. */
  public Provenance {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    parents = List.copyOf(parents);
  }
}
