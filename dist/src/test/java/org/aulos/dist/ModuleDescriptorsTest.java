package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each of our modules requires, exports, opens, provides and uses, against a file that is
 * kept. A module's surface is a promise: it changes on purpose or not at all.
 */
class ModuleDescriptorsTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "org", "aulos", "dist", "modules");

  static Map<String, ModuleDescriptor> modules() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> entry.getFileName().toString().matches("aulos-.*\\.jar|classes"))
        .flatMap(entry -> ModuleFinder.of(entry).findAll().stream())
        .map(ModuleReference::descriptor)
        .filter(descriptor -> descriptor.name().startsWith("org.aulos."))
        .collect(
            Collectors.toMap(
                ModuleDescriptor::name, descriptor -> descriptor, (a, b) -> a, TreeMap::new));
  }

  static Set<String> names() {
    return modules().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theDescriptorIsAsItWas(String name) throws IOException {
    Path golden = GOLDEN.resolve(name + ".txt");
    String actual = describe(Objects.requireNonNull(modules().get(name)));
    if (Boolean.getBoolean("aulos.golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }

    assertThat(actual)
        .as(
            "the descriptor of %s; if the change is meant, renew the file with"
                + " ./mvnw verify -pl dist -am -Daulos.golden.update=true and say why in the commit",
            name)
        .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(names())
        .contains(
            "org.aulos.api",
            "org.aulos.audio",
            "org.aulos.cli",
            "org.aulos.dsp",
            "org.aulos.listen",
            "org.aulos.nn",
            "org.aulos.plugins.byola",
            "org.aulos.plugins.coala",
            "org.aulos.plugins.eval",
            "org.aulos.runtime",
            "org.aulos.testkit",
            "org.aulos.training");
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(names());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Sorted lines, without versions, which change with every update of a library. */
  private static String describe(ModuleDescriptor module) {
    Set<String> lines = new TreeSet<>();
    module.requires().forEach(it -> lines.add("requires " + words(it.modifiers()) + it.name()));
    module.exports().forEach(it -> lines.add("exports " + it.source() + to(it.targets())));
    module.opens().forEach(it -> lines.add("opens " + it.source() + to(it.targets())));
    module
        .provides()
        .forEach(
            it ->
                lines.add(
                    "provides " + it.service() + " with " + String.join(", ", it.providers())));
    module.uses().forEach(service -> lines.add("uses " + service));
    return "module " + module.name() + "\n" + String.join("\n", lines) + "\n";
  }

  private static String words(Collection<ModuleDescriptor.Requires.Modifier> modifiers) {
    return modifiers.stream()
        .map(modifier -> modifier.name().toLowerCase(java.util.Locale.ROOT) + " ")
        .sorted()
        .collect(Collectors.joining());
  }

  private static String to(Set<String> targets) {
    return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
  }
}
