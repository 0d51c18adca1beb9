package org.aulos.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A checkout as a newcomer has it, with a Maven repository of its own, in which the commands of a
 * document are run. It takes the distribution from here instead of building it, and what the build
 * has downloaded from the repository of the build.
 */
final class FreshClone {
  /** What Maven needs, and the modules that authors build. */
  private static final List<String> COPIED =
      List.of(
          "pom.xml",
          "mvnw",
          "LICENSE",
          "NOTICE",
          ".mvn",
          "api/src/main",
          "api/src/japicmp",
          "testkit/src/main",
          "testkit/src/japicmp");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern COMMANDS = Pattern.compile("```sh\\R(.*?)```", Pattern.DOTALL);

  private final Path parent;

  private FreshClone(Path parent) {
    this.parent = parent;
  }

  /** A new clone in the folder {@code aulos} of a folder, which is emptied. */
  static FreshClone in(Path parent) throws IOException {
    delete(parent);
    FreshClone clone = new FreshClone(parent.toAbsolutePath());
    for (String name : COPIED) {
      copy(ROOT.resolve(name), clone.folder().resolve(name));
    }
    // Maven reads the poms of all modules, whichever it builds.
    for (String module : modules()) {
      copy(ROOT.resolve(module).resolve("pom.xml"), clone.folder().resolve(module + "/pom.xml"));
    }
    Installation.layOut(clone.folder());
    return clone;
  }

  private static List<String> modules() throws IOException {
    return Pattern.compile("<module>(.*?)</module>")
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(module -> module.group(1))
        .toList();
  }

  /** The checkout. */
  Path folder() {
    return parent.resolve("aulos");
  }

  /** Runs the commands of a document, those in its blocks {@code sh}, one after the other. */
  Launched follow(Path document) throws IOException, InterruptedException {
    String commands =
        COMMANDS
            .matcher(Files.readString(document))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    return run(commands);
  }

  /** Runs commands in the checkout; the first that fails is the last. */
  Launched run(String commands) throws IOException, InterruptedException {
    Path script = Files.writeString(parent.resolve("commands.sh"), commands);
    ProcessBuilder builder = new ProcessBuilder().directory(folder().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("AULOS_CACHE", parent.resolve("cache").toString());
    builder.environment().put("AULOS_OPTS", "-Duser.home=" + parent);
    builder.environment().put("MAVEN_ARGS", mavenArguments());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("AULOS_PLUGINS");
    return Launched.start(builder, Path.of("bash"), "-euo", "pipefail", script).end(10);
  }

  /** A repository of its own before that of the build, which is only read. */
  private String mavenArguments() {
    String arguments =
        "-Dmaven.repo.local=%s -Dmaven.repo.local.tail=%s"
            .formatted(parent.resolve("repository"), System.getProperty("aulos.local.repository"));
    return System.getProperty("aulos.offline").endsWith("true") ? arguments + " -o" : arguments;
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
