package org.aulos.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of really built jars. */
class PluginsTest {
  @TempDir private Path folder;

  private Plugins load() {
    return Plugins.load(new PluginSources(List.of(folder), false));
  }

  private LoadedPlugin loaded(String name) {
    Plugins plugins = load();
    assertThat(plugins.refused()).isEmpty();
    return plugins.loaded().stream()
        .filter(plugin -> plugin.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aModularJarIsAPluginInALayerOfItsOwn() {
    Path jar = Acme.plugin().module("acme-1.0.jar").buildIn(folder);

    LoadedPlugin acme = loaded("acme");

    assertThat(acme.origin()).isEqualTo(jar.toString());
    assertThat(acme.plugin().getClass().getModule().getName()).isEqualTo("acme");
    assertThat(acme.plugin().getClass().getModule().getLayer()).isNotSameAs(ModuleLayer.boot());
    assertThat(acme.components()).extracting(it -> it.key()).containsExactly("encoder:crossings");
  }

  @Test
  void aJarForTheClassPathIsAPluginWithALoaderOfItsOwn() {
    Acme.plugin().classPath("acme-1.0.jar").buildIn(folder.resolve("acme"));

    LoadedPlugin acme = loaded("acme");

    assertThat(acme.origin()).isEqualTo(folder.resolve("acme").toString());
    assertThat(acme.plugin().getClass().getModule().isNamed()).isFalse();
    assertThat(acme.plugin().getClass().getClassLoader()).isInstanceOf(PluginClassLoader.class);
  }
}
