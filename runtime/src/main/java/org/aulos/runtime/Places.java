package org.aulos.runtime;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Aulos keeps what is its own.
 *
 * @param cache what can be made again: {@code AULOS_CACHE}, or {@code aulos} in {@code
 *     XDG_CACHE_HOME} or {@code ~/.cache}
 */
public record Places(Path cache) {
  /** The places that an environment asks for. */
  public static Places of(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("AULOS_CACHE", "");
    if (!own.isEmpty()) {
      return new Places(Path.of(own));
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    return new Places((xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg)).resolve("aulos"));
  }

  /** Vectors that were computed before. */
  public Path embeddings() {
    return cache.resolve("embeddings");
  }
}
