package org.aulos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.aulos.api.spi.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plugin new}. */
final class PluginNewCommandTest {
  @TempDir private Path folder;

  static Stream<String> roles() {
    return Role.values().stream().map(Role::name);
  }

  private Ran make(String role, String name, String packageName, Path project) {
    return Ran.aulos(
        "plugin", "new", "--role", role, "--name", name, "--package", packageName, project);
  }

  @ParameterizedTest
  @MethodSource("roles")
  void itWritesAModuleThatCompilesForEveryRole(String role) throws IOException {
    Path project = folder.resolve("new/acme-sound");

    Ran ran = make(role, "acme-sound", "com.acme.sound", project);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines().map(Path::of)).hasSize(11).allMatch(Files::isRegularFile);
    assertThat(compiled(project.resolve("src/main/java"))).isEmpty();
    assertThat(project.resolve("src/main/resources/META-INF/services/org.aulos.api.spi.Plugin"))
        .hasContent("com.acme.sound.AcmeSoundPlugin");
  }

  @ParameterizedTest
  @MethodSource("roles")
  void itLeavesNoNameOfATemplate(String role) throws IOException {
    make(role, "acme-sound", "com.acme.sound", folder);

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString()).doesNotContainIgnoringCase("template");
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContainIgnoringCase("template")
            .doesNotContainPattern("@\\w+@")
            .doesNotContain("com.acme." + role);
      }
    }
  }

  @Test
  void itRefusesAFolderThatIsNotEmpty() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");

    Ran ran = make("encoder", "acme-pitch", "com.acme.pitch", folder);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("is not empty, it holds notes.txt");
    assertThat(folder).isDirectoryNotContaining("glob:**pom.xml");
  }

  @Test
  void itRefusesAnUnknownRole() {
    Ran ran = make("encoders", "acme-pitch", "com.acme.pitch", folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no role 'encoders'", "encoder, generator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AcmePitch", "acme_pitch", "acme-", "3d", "", "acme--pitch"})
  void itStatesTheRuleOfNames(String name) {
    Ran ran = make("encoder", name, "com.acme.pitch", folder.resolve("new"));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("lower-case words joined by hyphens", "'" + name + "'");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pitch", "com.acme.new", "com.Acme", "com..acme", "com.acme.3d", "com/acme"})
  void itStatesTheRuleOfPackages(String packageName) {
    Ran ran = make("encoder", "acme-pitch", packageName, folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("lower-case words or more joined by dots", packageName);
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.aulos.pitch", "java.pitch"})
  void itRefusesPackagesOfOthers(String packageName) {
    Ran ran = make("encoder", "acme-pitch", packageName, folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("belong to others");
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder", "string", "optional", "plugin"})
  void itRefusesNamesThatWouldHideAClass(String name) {
    Ran ran = make("encoder", name, "com.acme.pitch", folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("would make a class that is called like", "my-" + name);
  }

  /** What the compiler says, warnings included, of sources against the modules of Aulos. */
  private String compiled(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> units = all.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          List.of(
              "-Xlint:all,-requires-automatic,-requires-transitive-automatic,-missing-explicit-ctor,-classfile,-path",
              "-Werror",
              "-p",
              System.getProperty("jdk.module.path"),
              "-d",
              folder.resolve("classes").toString());
      boolean done =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
              .call();
      return done ? "" : said.toString();
    }
  }
}
