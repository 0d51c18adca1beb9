package org.aulos.runtime;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where Aulos keeps what is its own.
 *
 * @param cache what can be made again: {@code AULOS_CACHE}, or {@code aulos} in {@code
 *     XDG_CACHE_HOME} or {@code ~/.cache}
 * @param models what the user has installed: {@code AULOS_MODELS}, or {@code ~/.aulos/models}
 * @param plugins what the user has added: {@code ~/.aulos/plugins}
 */
public record Places(Path cache, Path models, Path plugins) {
  /** The places that an environment asks for. */
  public static Places of(Map<String, String> environment, Path home) {
    Path caches = named(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    return new Places(
        named(environment, "AULOS_CACHE", caches.resolve("aulos")),
        named(environment, "AULOS_MODELS", home.resolve(".aulos").resolve("models")),
        home.resolve(".aulos").resolve("plugins"));
  }

  /** The places that the environment of this process asks for. */
  public static Places ofEnvironment() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** Places below one folder. */
  public static Places below(Path folder) {
    return new Places(folder.resolve("cache"), folder.resolve("models"), folder.resolve("plugins"));
  }

  private static Path named(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : Path.of(value);
  }

  /** Trainings that benchmarks have asked for. */
  public Path trainings() {
    return cache.resolve("trainings");
  }

  /** Vectors that were computed before. */
  public Path embeddings() {
    return cache.resolve("embeddings");
  }
}
