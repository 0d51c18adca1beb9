package org.aulos.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aulos.api.OptionsException;
import org.aulos.runtime.Places;
import org.aulos.testkit.SourceJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that cannot be used: each says which it is, why, and what to do; the others go on. */
class RefusedPluginsTest {
  @TempDir private Path folder;

  private Plugins load() {
    return Plugins.load(new PluginSources(List.of(folder), false));
  }

  /** Why the plugin is refused that lies there beside a sound one. */
  private String refusal(Path broken) {
    Acme.plugin().named("sound").offering("sound").module("zz-sound.jar").buildIn(folder);
    Plugins plugins = load();
    assertThat(plugins.loaded()).extracting(LoadedPlugin::name).contains("sound");
    assertThat(plugins.refused())
        .extracting(PluginRefusal::origin)
        .containsExactly(broken.toString());
    return plugins.refused().get(0).problem();
  }

  @AfterEach
  void thereIsOneLine() {
    assertThat(load().refused())
        .extracting(PluginRefusal::toString)
        .allSatisfy(line -> assertThat(line).startsWith("plugin refused: ").hasLineCount(1));
  }

  @Test
  void anEmptyFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(refusal(empty))
        .isEqualTo("there is no jar in it; put that of a plugin there, or remove the folder");
  }

  @Test
  void aFolderWithoutAPlugin() {
    Path home = folder.resolve("home");
    SourceJar.named("library.jar").with("package library; class Own {}").buildIn(home);

    assertThat(refusal(home))
        .contains(
            "no plugin in it", "provides org.aulos.api.spi.Plugin", "put the jar of a plugin");
  }

  @Test
  void aLibraryWhereAPluginIsExpected() {
    Path jar = SourceJar.named("library.jar").with("package library; class Own {}").buildIn(folder);

    assertThat(refusal(jar)).contains("no plugin in it", "folder of their own");
  }

  @Test
  void aJarThatIsNoJar() throws IOException {
    Path jar = Files.writeString(folder.resolve("acme.jar"), "no jar");

    assertThat(refusal(jar)).startsWith("acme.jar cannot be read as a jar: ").contains("copy it");
  }

  @Test
  void aLibraryThatIsNoJar() throws IOException {
    Path home = folder.resolve("home");
    Acme.plugin().module("acme.jar").buildIn(home);
    Files.writeString(home.resolve("torn.jar"), "PK");

    assertThat(refusal(home)).startsWith("torn.jar cannot be read as a jar: ");
  }

  @Test
  void aJarOfALaterJava() throws IOException {
    Path jar = Acme.plugin().module("acme.jar").buildIn(folder);
    byte[] descriptor = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 120};
    try (var files = java.nio.file.FileSystems.newFileSystem(jar)) {
      Files.write(files.getPath("module-info.class"), descriptor);
    }

    assertThat(refusal(jar)).contains("acme.jar was compiled for Java 76", "run Aulos on Java 76");
  }

  @Test
  void aModuleOfAnotherMajorVersionOfTheApi() {
    Path stubs = folder.resolve(".stubs");
    Path api =
        SourceJar.named("api.jar")
            .with("module org.aulos.api { exports org.aulos.api.spi; }")
            .with("package org.aulos.api.spi; public interface Plugin { int later(); }")
            .withOptions("--module-version", "7.2")
            .buildIn(stubs);
    Path jar =
        SourceJar.named("acme.jar")
            .with(Acme.MODULE)
            .with(
                "package acme; public class AcmePlugin implements org.aulos.api.spi.Plugin { public int later() { return 1; } }")
            .withLibrary(api)
            .buildIn(folder);

    assertThat(refusal(jar))
        .startsWith("acme was compiled against version 7.2 of the API, but this Aulos has ")
        .contains("take a build for " + ApiVersion.current());
  }

  @Test
  void aClassPathJarOfAnotherMajorVersionOfTheApi() {
    Path jar =
        Acme.plugin()
            .classPath("acme.jar")
            .withAttribute("Aulos-Api-Version", "7.2")
            .buildIn(folder);

    assertThat(refusal(jar)).contains("acme.jar was compiled against version 7.2 of the API");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0, 1.9.3, true",
    "1.9, 2.0, false",
    "2, 2.1-SNAPSHOT, true",
    "0.1.0, 0.1.7-SNAPSHOT, true",
    "0.1.0, 0.2.0, false",
    "0.9, 1.0, false",
    "10.0, 1.0, false",
    "development, 1.0, true",
    "'', 1.0, true"
  })
  void beforeOneTheMinorVersionCounts(String compiled, String running, boolean compatible) {
    assertThat(ApiVersion.compatible(compiled, running)).isEqualTo(compatible);
  }

  @Test
  void aMissingModule() {
    Path library =
        SourceJar.named("library.jar")
            .with("module library { exports library; }")
            .with("package library; public class Own {}")
            .buildIn(folder.resolve(".elsewhere"));
    Path home = folder.resolve("home");
    Acme.plugin()
        .classes("acme.jar")
        .with(Acme.MODULE.replace("exports", "requires library; exports"))
        .withLibrary(library)
        .buildIn(home);

    assertThat(refusal(home))
        .isEqualTo("there is no module library, which acme requires; put its jar into the folder");
  }

  @Test
  void aMissingClass() {
    Path library =
        SourceJar.named("library.jar")
            .with("package library; public class Own {}")
            .buildIn(folder.resolve(".elsewhere"));
    Path jar =
        Acme.plugin()
            .withConstructor("new library.Own();")
            .classPath("acme.jar")
            .withLibrary(library)
            .buildIn(folder);

    assertThat(refusal(jar))
        .contains("acme.AcmePlugin failed: there is no class library.Own; put the jar");
  }

  @Test
  void aPackageInTwoModules() {
    Path home = folder.resolve("home");
    Acme.plugin().module("acme.jar").buildIn(home);
    SourceJar.named("other.jar")
        .with("module other { }")
        .with("package acme; class Own {}")
        .buildIn(home);

    assertThat(refusal(home))
        .contains("package acme is in two modules", "(acme.jar)", "(other.jar)", "remove one");
  }

  @Test
  void aPackageOfTheApi() {
    Path jar =
        Acme.plugin()
            .module("acme.jar")
            .withResource("org/aulos/api/AudioBatch.class", "")
            .buildIn(folder);

    assertThat(refusal(jar))
        .contains("do not go together with those of Aulos", "org.aulos.api", "remove the jar");
  }

  @Test
  void aModuleThatIsThereTwice() {
    Path home = folder.resolve("home");
    Acme.plugin().module("acme-1.jar").buildIn(home);
    Acme.plugin().module("acme-2.jar").buildIn(home);

    assertThat(refusal(home))
        .isEqualTo("acme-1.jar and acme-2.jar are both module acme; remove one of them");
  }

  @Test
  void aJarWhoseNameMakesNoModule() {
    Path home = folder.resolve("home");
    Acme.plugin().module("acme.jar").buildIn(home);
    SourceJar.named("1-2-3.jar").with("package library; class Own {}").buildIn(home);

    assertThat(refusal(home)).startsWith("1-2-3.jar can be no module: ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConstructorThatThrows(boolean modular) {
    Acme acme =
        Acme.plugin()
            .withConstructor("if (true) throw new IllegalStateException(\"no\\nlicence\");");
    Path jar = (modular ? acme.module("a.jar") : acme.classPath("a.jar")).buildIn(folder);

    assertThat(refusal(jar))
        .startsWith(
            "the constructor of acme.AcmePlugin failed: java.lang.IllegalStateException: no licence")
        .contains("take another version of the plugin");
  }

  @Test
  void anInitialiserThatThrows() {
    Path jar =
        Acme.plugin()
            .withConstructor("} static final int X = Integer.parseInt(\"x\"); static {")
            .module("acme.jar")
            .buildIn(folder);

    assertThat(refusal(jar)).contains("constructor of acme.AcmePlugin", "NumberFormatException");
  }

  @ParameterizedTest
  @CsvSource({
    "throw new IllegalStateException(\"no model\");, no model",
    "return components();, StackOverflowError",
    "return null;, NullPointerException",
    "throw new NoSuchMethodError(\"encode\");, NoSuchMethodError: encode; take a build"
  })
  void componentsThatThrow(String statements, String why) {
    Path jar = Acme.plugin().withComponents(statements).module("acme.jar").buildIn(folder);

    assertThat(refusal(jar)).startsWith("components() of plugin 'acme' failed: ").contains(why);
  }

  @Test
  void aClassThatIsNoPlugin() {
    Path jar =
        SourceJar.named("acme.jar")
            .with("package acme; public class Own {}")
            .withResource("META-INF/services/org.aulos.api.spi.Plugin", "acme.Own # ours\n")
            .buildIn(folder);

    assertThat(refusal(jar)).contains("META-INF/services names acme.Own", "mend");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "package acme; public record AcmeOptions(int use) {} | has an option 'use'",
        "package acme; public record AcmeOptions(float parts) {} | 'parts' of acme.AcmeOptions is of type float",
        "package acme; public record AcmeOptions(int parts, java.util.List<Object> x) { AcmeOptions(int p) { this(p, null); } } | 'x' of acme.AcmeOptions is of type java.util.List",
        "package acme; public record AcmeOptions(int parts, String x) { AcmeOptions(int p) { this(p, null); } } | 'x' of acme.AcmeOptions is null",
        "package acme; public record AcmeOptions(int parts, In in) { record In(int x) {} AcmeOptions(int p) { this(p, new In(1)); } } | acme.AcmeOptions$In is not public",
        "package acme; public record AcmeOptions(int parts) { static boolean made; public AcmeOptions { if (made) throw new IllegalArgumentException(\"parts\"); made = true; } } | refuses the defaults: java.lang.IllegalArgumentException: parts",
      })
  void optionsThatAreNotValid(String options, String why) {
    Path jar = Acme.plugin().withOptions(options).module("acme.jar").buildIn(folder);

    assertThat(refusal(jar))
        .startsWith("the options of 'encoder:crossings' are not valid: ")
        .contains(why, "tell its author");
  }

  @Test
  void optionsThatAreNotPublic() {
    Path jar =
        Acme.plugin()
            .withOptions("package acme; record AcmeOptions(int parts) {}")
            .module("acme.jar")
            .buildIn(folder);

    assertThat(refusal(jar)).contains("acme.AcmeOptions is not");
  }

  @Test
  void optionsThatAreNotExported() {
    Path jar =
        Acme.plugin()
            .classes("acme.jar")
            .with(Acme.MODULE.replace("exports acme;", ""))
            .buildIn(folder);

    assertThat(refusal(jar))
        .contains("the package of acme.AcmeOptions is not exported by module acme");
  }

  @Test
  void aNameThatIsTaken() {
    Path first = Acme.plugin().module("a.jar").buildIn(folder);
    Path second = Acme.plugin().offering("other").module("b.jar").buildIn(folder);

    assertThat(refusal(second))
        .isEqualTo(
            "a plugin named 'acme' is there already, from " + first + "; remove one of them");
  }

  @Test
  void aComponentThatIsTaken() {
    Path first = Acme.plugin().module("a.jar").buildIn(folder);
    Path second = Acme.plugin().named("rival").module("b.jar").buildIn(folder);

    assertThat(refusal(second))
        .isEqualTo(
            "its plugin 'rival' offers 'encoder:crossings', as does 'acme' from "
                + first
                + "; remove one of them");
  }

  @Test
  void aComponentThatAulosHas() {
    String components =
        "return List.of(Component.dataset(\"esc-50\", new AcmeOptions(1), (o, r) -> { throw new IllegalStateException(); }));";
    Path jar = Acme.plugin().withComponents(components).module("acme.jar").buildIn(folder);

    assertThat(refusal(jar))
        .contains(
            "'acme' offers 'dataset:esc-50', as does 'datasets' from module org.aulos.runtime");
  }

  @Test
  void aModuleThatAulosHas() {
    Path jar =
        SourceJar.named("copy.jar")
            .with(
                "module org.aulos.runtime { requires org.aulos.api; provides org.aulos.api.spi.Plugin with acme.Own; }")
            .with(
                "package acme; public class Own implements org.aulos.api.spi.Plugin { public String name() { return \"\"; } public java.util.List<org.aulos.api.spi.Component<?, ?>> components() { return java.util.List.of(); } }")
            .buildIn(folder);

    assertThat(refusal(jar))
        .isEqualTo("copy.jar is the module org.aulos.runtime, which Aulos has already; remove it");
  }

  @Test
  void twoPluginsOfWhichOneIsBrokenAreRefusedTogether() {
    Path home = folder.resolve("home");
    Acme.plugin().offering("good").classPath("acme.jar").buildIn(home);
    SourceJar.named("more.jar")
        .withResource("META-INF/services/org.aulos.api.spi.Plugin", "more.Absent\n")
        .buildIn(home);

    assertThat(refusal(home)).contains("more.Absent");
  }

  @Test
  void placesThatAreNamedButNotThere() {
    Places places = Places.below(folder);
    Path absent = folder.resolve("absent");

    assertThatThrownBy(() -> PluginSources.of(List.of(absent.toString()), Map.of(), places))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(absent + ", which --plugins names");
    assertThatThrownBy(() -> PluginSources.of(List.of(), Map.of("AULOS_PLUGINS", "absent"), places))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining("which AULOS_PLUGINS names");
  }

  @Test
  void placesAreNamedThenOfTheEnvironmentThenOfTheHome() throws IOException {
    for (String name : List.of("a", "b", "c", "plugins")) {
      Files.createDirectory(folder.resolve(".p-" + name));
    }
    Path home = Files.createDirectory(folder.resolve(".home"));
    Path own = Files.createDirectory(home.resolve("plugins"));
    String two = folder.resolve(".p-a") + File.pathSeparator + folder.resolve(".p-b");

    PluginSources sources =
        PluginSources.of(
            List.of(two),
            Map.of("AULOS_PLUGINS", folder.resolve(".p-c").toString()),
            Places.below(home));

    assertThat(sources.places())
        .containsExactly(
            folder.resolve(".p-a"), folder.resolve(".p-b"), folder.resolve(".p-c"), own);
    assertThat(sources.strict()).isFalse();
  }
}
