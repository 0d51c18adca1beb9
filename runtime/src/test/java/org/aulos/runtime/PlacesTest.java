package org.aulos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Path HOME = Path.of("/home/anna");

  private static Path cache(Map<String, String> environment) {
    return Places.of(environment, HOME).cache();
  }

  @Test
  void theCacheIsInTheHomeUnlessTheEnvironmentSaysOtherwise() {
    assertThat(cache(Map.of())).isEqualTo(HOME.resolve(".cache/aulos"));
  }

  @Test
  void theCacheOfTheDesktopIsShared() {
    assertThat(cache(Map.of("XDG_CACHE_HOME", "/var/cache")))
        .isEqualTo(Path.of("/var/cache/aulos"));
  }

  @Test
  void theOwnVariableCountsMost() {
    assertThat(cache(Map.of("AULOS_CACHE", "/fast", "XDG_CACHE_HOME", "/var/cache")))
        .isEqualTo(Path.of("/fast"));
  }

  @Test
  void anEmptyVariableIsAsGoodAsNone() {
    assertThat(cache(Map.of("AULOS_CACHE", "", "XDG_CACHE_HOME", "")))
        .isEqualTo(HOME.resolve(".cache/aulos"));
  }

  @Test
  void modelsAreInTheHomeUnlessTheEnvironmentSaysOtherwise() {
    assertThat(Places.of(Map.of(), HOME).models()).isEqualTo(HOME.resolve(".aulos/models"));
    assertThat(Places.of(Map.of("AULOS_MODELS", "/big"), HOME).models()).isEqualTo(Path.of("/big"));
  }

  @Test
  void vectorsLieInTheCache() {
    assertThat(Places.below(Path.of("/c")).embeddings()).isEqualTo(Path.of("/c/cache/embeddings"));
  }
}
