package org.aulos.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.aulos.api.AulosException;
import org.aulos.api.OptionsException;
import org.aulos.api.spi.Role;
import org.aulos.runtime.AtomicFiles;
import org.aulos.runtime.AulosVersion;

/**
 * A new Maven project of a plugin with one component. Its Java is that of the plugins in {@code
 * src/template}, which are compiled and tested with Aulos, under other names.
 *
 * @param role what the component is for
 * @param name name of plugin and component: lower-case words joined by hyphens
 * @param packageName package and module: lower-case words joined by dots
 */
record PluginProject(Role<?> role, String name, String packageName) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
  private static final Set<String> TAKEN_PACKAGES = Set.of("java", "javax", "jdk", "org.aulos");

  /** Where classes lie that the Java of a project names without their package. */
  private static final List<String> VISIBLE =
      List.of("java.lang.", "java.util.", "org.aulos.api.", "org.aulos.api.spi.");

  /** What the classes of a template are called behind their common beginning. */
  private static final List<String> MAIN = List.of("", "Options", "Plugin");

  private static final List<String> TESTS = List.of("Test", "PluginTest");

  /**
   * A project.
   *
   * @throws OptionsException if a name cannot be used; states the rule
   */
  PluginProject {
    if (!NAME.matcher(name).matches()) {
      throw new OptionsException(
          "expected a name of lower-case words joined by hyphens, as in acme-pitch, but was '%s'"
              .formatted(name));
    }
    if (!PACKAGE.matcher(packageName).matches() || !SourceVersion.isName(packageName)) {
      throw new OptionsException(
          "expected a package of two lower-case words or more joined by dots, none of them a word of Java, as in com.acme.pitch, but was '%s'"
              .formatted(packageName));
    }
    for (String taken : TAKEN_PACKAGES) {
      if ((packageName + ".").startsWith(taken + ".")) {
        throw new OptionsException(
            "packages below %s belong to others; choose one of your own, as in com.acme.pitch"
                .formatted(taken));
      }
    }
    for (String suffix : MAIN) {
      visible(className(name) + suffix)
          .ifPresent(
              type -> {
                throw new OptionsException(
                    "the name '%s' would make a class that is called like %s; choose another, as in my-%s"
                        .formatted(name, type, name));
              });
    }
  }

  private static Optional<String> visible(String simpleName) {
    for (String prefix : VISIBLE) {
      // A resource, as a class that is not there would take an exception to tell.
      String file = "/" + (prefix + simpleName).replace('.', '/') + ".class";
      Class<?> neighbour = prefix.startsWith("java") ? Object.class : Role.class;
      if (neighbour.getResource(file) != null) {
        return Optional.of(prefix + simpleName);
      }
    }
    return Optional.empty();
  }

  /**
   * Writes the project.
   *
   * @param folder not there yet, or empty
   * @return the files, relative to the folder
   * @throws AulosException if there is something in the folder
   */
  List<Path> writeTo(Path folder) {
    refuseWhatIsThere(folder);
    Map<String, String> files = files();
    files.forEach(
        (file, content) ->
            AtomicFiles.write(folder.resolve(file), content.getBytes(StandardCharsets.UTF_8)));
    return files.keySet().stream().map(Path::of).toList();
  }

  private static void refuseWhatIsThere(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new AulosException(folder + " is a file; name a folder that is not there yet");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .findFirst()
          .ifPresent(
              entry -> {
                throw new AulosException(
                    "%s is not empty, it holds %s; name a folder that is not there yet"
                        .formatted(folder, entry.getFileName()));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of each file by its path. */
  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    String sources = "/" + packageName.replace('.', '/') + "/";
    String main = "src/main/java";
    String test = "src/test/java";
    files.put("pom.xml", common("pom.xml"));
    files.put("README.md", common("README.md"));
    files.put(".gitignore", common("gitignore"));
    files.put(main + "/module-info.java", common("module-info"));
    files.put(main + sources + "package-info.java", java("package-info"));
    for (String suffix : MAIN) {
      files.put(main + sources + className(name) + suffix + ".java", java(template() + suffix));
    }
    for (String suffix : TESTS) {
      files.put(test + sources + className(name) + suffix + ".java", java(template() + suffix));
    }
    files.put("src/main/resources/META-INF/services/org.aulos.api.spi.Plugin", common("services"));
    return files;
  }

  private String common(String file) {
    return resource("project/" + file)
        .replace("@package@", packageName)
        .replace("@Class@", className(name))
        .replace("@name@", name)
        .replace("@role@", role.name())
        .replace("@version@", AulosVersion.current());
  }

  private String java(String file) {
    return resource("template/com/acme/" + role.name() + "/" + file + ".java")
        .replace("com.acme." + role.name(), packageName)
        .replace(template(), className(name))
        .replace("template-" + role.name(), name);
  }

  /** What the classes of the role's template begin with: {@code TemplateEncoder}. */
  private String template() {
    return "Template" + capitalised(role.name());
  }

  private static String className(String name) {
    return String.join("", Stream.of(name.split("-", -1)).map(PluginProject::capitalised).toList());
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String resource(String path) {
    try (InputStream in =
        Objects.requireNonNull(PluginProject.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
