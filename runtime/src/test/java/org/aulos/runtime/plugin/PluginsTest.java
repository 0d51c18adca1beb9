package org.aulos.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.aulos.api.PluginException;
import org.aulos.testkit.SourceJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that can be used: what is loaded, from where, and what its code sees. */
class PluginsTest {
  /** A library that says of which version it is. */
  private static final String LIBRARY =
      "package library; public final class Version { public static String text() { return \"%s\"; } }";

  private static final String NAMED_BY_LIBRARY = "return \"acme-\" + library.Version.text();";

  @TempDir private Path folder;

  private Plugins load() {
    return Plugins.load(new PluginSources(List.of(folder), false));
  }

  private List<LoadedPlugin> added() {
    Plugins plugins = load();
    assertThat(plugins.refused()).isEmpty();
    return plugins.loaded().stream().filter(plugin -> plugin.bundle().isPresent()).toList();
  }

  private LoadedPlugin only() {
    List<LoadedPlugin> added = added();
    assertThat(added).hasSize(1);
    return added.get(0);
  }

  @Test
  void aModularJarIsAPluginInALayerOfItsOwn() {
    Path jar = Acme.plugin().module("acme-1.0.jar").buildIn(folder);

    LoadedPlugin acme = only();

    assertThat(acme.origin()).isEqualTo(jar.toString());
    assertThat(acme.plugin().getClass().getModule().getName()).isEqualTo("acme");
    assertThat(acme.plugin().getClass().getModule().getLayer()).isNotSameAs(ModuleLayer.boot());
    assertThat(acme.components()).extracting(it -> it.key()).containsExactly("encoder:crossings");
  }

  @Test
  void aJarForTheClassPathIsAPluginWithALoaderOfItsOwn() {
    Acme.plugin().classPath("acme-1.0.jar").buildIn(folder.resolve("acme"));

    LoadedPlugin acme = only();

    assertThat(acme.origin()).isEqualTo(folder.resolve("acme").toString());
    assertThat(acme.plugin().getClass().getModule().isNamed()).isFalse();
    assertThat(acme.plugin().getClass().getClassLoader()).isInstanceOf(PluginClassLoader.class);
  }

  @Test
  void twoModularPluginsHaveDifferentVersionsOfALibrary() {
    for (String version : List.of("one", "two")) {
      Path library =
          SourceJar.named("library.jar")
              .with("module library { exports library; }")
              .with(LIBRARY.formatted(version))
              .buildIn(folder.resolve(version).resolve("lib"));
      Acme.plugin()
          .offering(version)
          .withName(NAMED_BY_LIBRARY)
          .classes("acme.jar")
          .with(Acme.MODULE.replace("exports", "requires library; exports"))
          .withLibrary(library)
          .buildIn(folder.resolve(version));
    }

    assertThat(added()).extracting(LoadedPlugin::name).containsExactly("acme-one", "acme-two");
  }

  @Test
  void twoPluginsForTheClassPathHaveDifferentVersionsOfALibrary() {
    for (String version : List.of("one", "two")) {
      Path library =
          SourceJar.named("library.jar")
              .with(LIBRARY.formatted(version))
              .buildIn(folder.resolve(version));
      Acme.plugin()
          .offering(version)
          .withName(NAMED_BY_LIBRARY)
          .classPath("acme.jar")
          .withLibrary(library)
          .buildIn(folder.resolve(version));
    }

    assertThat(added()).extracting(LoadedPlugin::name).containsExactly("acme-one", "acme-two");
  }

  @Test
  void aModuleMayUseALibraryWithoutDescriptor() {
    Path home = folder.resolve("acme");
    Path library =
        SourceJar.named("library-1.0.jar").with(LIBRARY.formatted("plain")).buildIn(home);
    Acme.plugin()
        .withName(NAMED_BY_LIBRARY)
        .classes("acme.jar")
        .with(Acme.MODULE.replace("exports", "requires library; exports"))
        .withLibrary(library)
        .withOptions("-Xlint:-module")
        .buildIn(home);

    assertThat(only().name()).isEqualTo("acme-plain");
  }

  @Test
  void aModuleOfAulosIsTakenFromAulos() {
    Path home = folder.resolve("acme");
    Path copy =
        SourceJar.named("dsp.jar")
            .with("module org.aulos.dsp { exports org.aulos.dsp; }")
            .with("package org.aulos.dsp; public final class Own {}")
            .buildIn(home);
    Acme.plugin()
        .classes("acme.jar")
        .with(Acme.MODULE.replace("exports", "requires org.aulos.dsp; exports"))
        .withLibrary(copy)
        .buildIn(home);

    Module acme = only().plugin().getClass().getModule();

    assertThat(acme.getLayer().findModule("org.aulos.dsp"))
        .contains(org.aulos.dsp.Stft.class.getModule());
    assertThat(PluginBundle.read(home).replaced()).containsExactly(copy);
  }

  @Test
  void aCopyOfTheApiBesideAPluginForTheClassPathIsNotUsed() throws Exception {
    Path home = folder.resolve("acme");
    Acme.plugin().classPath("acme.jar").buildIn(home);
    SourceJar.named("api.jar")
        .with("package org.aulos.api.spi; public interface Plugin { int other(); }")
        .buildIn(home);

    assertThat(only().name()).isEqualTo("acme");
  }

  @Test
  void itsConstructorSeesItsOwnContextClassLoader() {
    Acme.plugin()
        .withConstructor(
            "if (Thread.currentThread().getContextClassLoader() != getClass().getClassLoader()) throw new IllegalStateException();")
        .module("acme.jar")
        .buildIn(folder);
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    assertThat(only().name()).isEqualTo("acme");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void aFolderOfClassesIsAPlugin() throws Exception {
    Path jar = Acme.plugin().module("acme.jar").buildIn(folder.resolve("built"));
    Path classes = Files.createDirectories(folder.resolve("place/classes"));
    try (JarFile content = new JarFile(jar.toFile())) {
      for (var entry : content.stream().filter(it -> !it.isDirectory()).toList()) {
        Path file = classes.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(content.getInputStream(entry), file);
      }
    }

    for (Path place : List.of(classes, classes.getParent())) {
      Plugins plugins = Plugins.load(new PluginSources(List.of(place), true));
      assertThat(plugins.loaded()).extracting(LoadedPlugin::name).contains("acme");
    }
  }

  @Test
  void versionsComeFromDescriptorAndManifest() {
    Acme.plugin().module("acme.jar").withOptions("--module-version", "1.5").buildIn(folder);

    assertThat(only().version()).isEqualTo("1.5");
    assertThat(only().bundle().orElseThrow().apiVersion()).contains(ApiVersion.current());
  }

  @Test
  void aJarForTheClassPathTellsVersionsInItsManifest() {
    Acme.plugin()
        .classPath("acme.jar")
        .withAttribute("Implementation-Version", "2.5")
        .withAttribute("Aulos-Api-Version", ApiVersion.current())
        .buildIn(folder);

    assertThat(only().version()).isEqualTo("2.5");
    assertThat(only().bundle().orElseThrow().apiVersion()).contains(ApiVersion.current());
  }

  @Test
  void theDigestCoversThePluginAndItsLibraries() throws Exception {
    Path home = folder.resolve("acme");
    Acme.plugin().classPath("acme.jar").buildIn(home);
    Path libraries = Files.createDirectories(home.resolve("lib"));
    Path library = libraries.resolve("library.jar");
    new JarOutputStream(Files.newOutputStream(library)).close();
    String before = PluginBundle.read(home).digest();

    assertThat(PluginBundle.read(home).digest()).isEqualTo(before);
    SourceJar.named("library.jar").with(LIBRARY.formatted("x")).buildIn(libraries);

    assertThat(PluginBundle.read(home).digest()).isNotEqualTo(before);
    assertThat(only().codeDigest()).isEqualTo(PluginBundle.read(home).digest());
  }

  @Test
  void whatIsReachedTwiceCountsOnce() throws Exception {
    Acme.plugin().module("acme.jar").buildIn(folder.resolve("place"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("place"));

    Plugins plugins = Plugins.load(new PluginSources(List.of(folder.resolve("place"), link), true));

    assertThat(plugins.loaded()).extracting(LoadedPlugin::name).containsOnlyOnce("acme");
  }

  @Test
  void otherFilesAndHiddenFoldersArePassedOver() throws Exception {
    Files.writeString(folder.resolve("README"), "no plugin");
    Files.createDirectory(folder.resolve(".git"));

    assertThat(added()).isEmpty();
  }

  @Test
  void readingRunsNoCode() {
    String property = "acme.ran";
    Acme.plugin()
        .withConstructor("System.setProperty(\"acme.ran\", \"constructor\");")
        .withComponents("System.setProperty(\"acme.ran\", \"components\"); return List.of();")
        .module("acme.jar")
        .buildIn(folder);
    try {
      List<PluginStatus> found = PluginStatus.found(new PluginSources(List.of(folder), false));

      assertThat(found)
          .filteredOn(status -> status.plugin().equals("acme"))
          .extracting(PluginStatus::state, PluginStatus::classes)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  PluginStatus.State.FOUND, List.of("acme.AcmePlugin")));
      assertThat(System.getProperty(property)).isNull();

      added();
      assertThat(System.getProperty(property)).isEqualTo("components");
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void theOwnPluginsAreFoundWithoutLoadingToo() {
    assertThat(PluginStatus.found(PluginSources.NONE))
        .anySatisfy(
            status -> {
              assertThat(status.plugin()).isEqualTo("org.aulos.runtime");
              assertThat(status.api()).isEqualTo(ApiVersion.current());
            });
    assertThat(PluginStatus.of(Plugins.load(PluginSources.NONE)))
        .anySatisfy(status -> assertThat(status.components()).contains("dataset:esc-50"));
  }

  @Test
  void strictSourcesRefuseAllWithEveryReason() throws Exception {
    Files.createDirectory(folder.resolve("a"));
    Files.createDirectory(folder.resolve("b"));
    PluginSources strict = new PluginSources(List.of(folder), false).strictly(true);

    assertThatThrownBy(() -> Plugins.load(strict))
        .isInstanceOf(PluginException.class)
        .message()
        .satisfies(text -> assertThat(text.lines()).hasSize(2))
        .contains(folder.resolve("a") + ": ", folder.resolve("b") + ": ");
  }
}
