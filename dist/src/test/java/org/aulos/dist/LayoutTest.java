package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What lies in the distribution: everything that is needed, nothing twice, nothing else. */
class LayoutTest {
  private static final Path DISTRIBUTION = Path.of("target", "aulos");

  @Test
  void theModulePathHoldsTheModulesThatResolveAndNoOthers() {
    ModuleFinder mods = ModuleFinder.of(DISTRIBUTION.resolve("mods"));
    Configuration resolved =
        ModuleLayer.boot()
            .configuration()
            .resolveAndBind(ModuleFinder.of(), mods, Set.of("org.aulos.cli"));

    assertThat(resolved.modules().stream().map(ResolvedModule::name))
        .contains("org.aulos.plugins.eval")
        .containsExactlyInAnyOrderElementsOf(names(mods));
  }

  @Test
  void theFolderOfTheTestkitHoldsTheModulesThatItNeedsAndNoOthers() {
    ModuleFinder mods = ModuleFinder.of(DISTRIBUTION.resolve("mods"));
    ModuleFinder testkit = ModuleFinder.of(DISTRIBUTION.resolve("testkit"));

    Configuration resolved =
        ModuleLayer.boot()
            .configuration()
            .resolve(
                ModuleFinder.compose(mods, testkit),
                ModuleFinder.of(),
                Set.of("org.aulos.conformance"));

    assertThat(resolved.modules().stream().map(ResolvedModule::name))
        .containsAll(names(testkit))
        .contains("org.aulos.testkit", "org.junit.jupiter.engine");
    assertThat(names(testkit)).doesNotContainAnyElementsOf(names(mods));
  }

  private static Set<String> names(ModuleFinder finder) {
    return finder.findAll().stream()
        .map(reference -> reference.descriptor().name())
        .collect(Collectors.toSet());
  }

  @Test
  void testsAndToolsStayAtHome() {
    assertThat(jars())
        .extracting(jar -> jar.getFileName().toString())
        .isNotEmpty()
        .noneMatch(name -> name.matches("(junit|assertj|archunit|jmh|aulos-testkit|jspecify).*"));
  }

  @Test
  void noLibraryComesInTwoVersions() {
    assertThat(jars())
        .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d[^-]*", ""))
        .doesNotHaveDuplicates();
  }

  @Test
  void noClassComesTwice() {
    Map<String, Path> owners = new TreeMap<>();
    for (Path jar : jars()) {
      for (String type : classes(jar)) {
        assertThat(owners.put(type, jar)).as("%s, also in %s", type, jar).isNull();
      }
    }

    assertThat(owners).containsKey("org/aulos/runtime/Aulos.class");
  }

  private static List<Path> jars() {
    return Stream.of("mods", "lib").flatMap(folder -> list(DISTRIBUTION.resolve(folder))).toList();
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> classes(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .filter(name -> !name.startsWith("META-INF/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
