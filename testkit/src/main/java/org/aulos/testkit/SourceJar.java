package org.aulos.testkit;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.aulos.api.spi.Plugin;

/**
 * A jar that is compiled and packed from texts in a moment, with the tools of the JDK: for tests of
 * what happens to plugins once they are built. Immutable.
 *
 * <pre>{@code
 * Path jar =
 *     SourceJar.named("acme.jar")
 *         .with("module acme { requires org.aulos.api; … }")
 *         .with("package acme; public final class AcmePlugin implements Plugin { … }")
 *         .buildIn(folder);
 * }</pre>
 */
public final class SourceJar {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
  private static final Pattern MODULE = Pattern.compile("(?m)^\\s*(open\\s+)?module\\s+[\\w.]+");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

  private final String name;
  private final Map<String, String> sources;
  private final Map<String, String> resources;
  private final Map<String, String> attributes;
  private final List<Path> libraries;
  private final List<String> options;

  private SourceJar(
      String name,
      Map<String, String> sources,
      Map<String, String> resources,
      Map<String, String> attributes,
      List<Path> libraries,
      List<String> options) {
    this.name = name;
    this.sources = sources;
    this.resources = resources;
    this.attributes = attributes;
    this.libraries = libraries;
    this.options = options;
  }

  /** An empty jar of the given file name, to be compiled against the API of plugins. */
  public static SourceJar named(String name) {
    return new SourceJar(
        name,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(origin(Plugin.class), origin(ai.djl.ndarray.NDManager.class)),
        List.of());
  }

  private static Path origin(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** This jar with one more source: a top-level type with its package, or a module descriptor. */
  public SourceJar with(String source) {
    return new SourceJar(
        name, plus(sources, file(source), source), resources, attributes, libraries, options);
  }

  /** This jar with a file that is packed as it is. */
  public SourceJar withResource(String path, String text) {
    return new SourceJar(
        name, sources, plus(resources, path, text), attributes, libraries, options);
  }

  /** This jar with a main attribute in its manifest. */
  public SourceJar withAttribute(String key, String value) {
    return new SourceJar(
        name, sources, resources, plus(attributes, key, value), libraries, options);
  }

  /** This jar, compiled against another one too, which goes before those it had. */
  public SourceJar withLibrary(Path jar) {
    List<Path> all = new ArrayList<>(List.of(jar));
    all.addAll(libraries);
    return new SourceJar(name, sources, resources, attributes, List.copyOf(all), options);
  }

  /** This jar, compiled with further options of {@code javac}. */
  public SourceJar withOptions(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new SourceJar(name, sources, resources, attributes, libraries, List.copyOf(all));
  }

  private static Map<String, String> plus(Map<String, String> map, String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(map);
    all.put(key, value);
    return all;
  }

  private static String file(String source) {
    if (MODULE.matcher(source).find()) {
      return "module-info.java";
    }
    Matcher type = TYPE.matcher(source);
    if (!type.find()) {
      throw new IllegalArgumentException("expected a type or a module in " + source);
    }
    Matcher home = PACKAGE.matcher(source);
    String folder = home.find() ? home.group(1).replace('.', '/') + "/" : "";
    return folder + type.group(1) + ".java";
  }

  /**
   * Compiles and packs it.
   *
   * @param folder where the jar goes; created if it is not there
   * @return the jar
   * @throws IllegalArgumentException if the sources do not compile; holds what the compiler says
   */
  public Path buildIn(Path folder) {
    try {
      Path work = Files.createTempDirectory("source-jar");
      try {
        Path jar = Files.createDirectories(folder).resolve(name);
        pack(jar, compile(work), manifest(work));
        return jar;
      } finally {
        delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot build " + name, e);
    }
  }

  private Path compile(Path work) throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    resources.forEach((path, text) -> write(classes.resolve(path), text));
    if (!sources.isEmpty()) {
      String path =
          String.join(File.pathSeparator, libraries.stream().map(Path::toString).toList());
      List<String> command =
          new ArrayList<>(List.of("-proc:none", "-p", path, "-cp", path, "-d", classes.toString()));
      command.addAll(options);
      sources.forEach((file, text) -> command.add(write(work.resolve(file), text).toString()));
      run("javac", command);
    }
    return classes;
  }

  private Path manifest(Path work) {
    StringBuilder text = new StringBuilder();
    attributes.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
    return write(work.resolve("MANIFEST.MF"), text.toString());
  }

  private static void pack(Path jar, Path classes, Path manifest) {
    run(
        "jar",
        List.of(
            "--create",
            "--file",
            jar.toString(),
            "--manifest",
            manifest.toString(),
            "-C",
            classes.toString(),
            "."));
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String tool, List<String> arguments) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool))
            .run(out, out, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalArgumentException(tool + " failed: " + said);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
