package org.aulos.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A checkout as a newcomer has it, with a Maven repository of its own, in which the commands of a
 * document are run. It takes the distribution from here instead of building it, and what the build
 * has downloaded from the repository of the build.
 */
final class FreshClone {
  private static final String EXAMPLE = "examples/bring-your-own-model";

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
          "tensorflow/src/main",
          "testkit/src/main",
          "testkit/src/japicmp",
          EXAMPLE + "/pom.xml",
          EXAMPLE + "/compare.yaml",
          EXAMPLE + "/models",
          EXAMPLE + "/src");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Commands, or a file after its name. */
  private static final Pattern STEP =
      Pattern.compile(
          "```sh\\R(.*?)```|`(\\.\\./[^`]+)`:?\\s+```(java|yaml)\\R(.*?)```", Pattern.DOTALL);

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

  /**
   * Does what a document says, step by step: runs the commands in its blocks {@code sh}, and writes
   * the blocks {@code java} and {@code yaml} that follow the name of a file in the clone's parent.
   */
  Launched follow(Path document) throws IOException, InterruptedException {
    return run(
        STEP.matcher(Files.readString(document))
            .results()
            .map(FreshClone::command)
            .collect(Collectors.joining("\n")));
  }

  private static String command(MatchResult step) {
    return step.group(1) != null
        ? step.group(1)
        : "cat > %s <<'END OF FILE'%n%sEND OF FILE%n".formatted(step.group(2), step.group(4));
  }

  /** Runs commands in the checkout; the first that fails is the last. */
  Launched run(String commands) throws IOException, InterruptedException {
    Path script = Files.writeString(parent.resolve("commands.sh"), commands);
    ProcessBuilder builder = new ProcessBuilder().directory(folder().toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("AULOS_CACHE", parent.resolve("cache").toString());
    builder.environment().put("AULOS_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().put("MAVEN_ARGS", mavenArguments());
    // What one user has set for Maven is not there on a fresh machine.
    builder.environment().put("MAVEN_SKIP_RC", "true");
    // Many short processes: none lives long enough for the optimising compiler.
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("AULOS_PLUGINS");
    return Launched.start(builder, Path.of("bash"), "-euo", "pipefail", script).end(10);
  }

  /**
   * A repository of its own before that of the build, which is only read; and without the checks of
   * our sources that the build of this test makes.
   */
  private String mavenArguments() {
    String arguments =
        "-Dmaven.repo.local=%s -Dmaven.repo.local.tail=%s -Dspotless.check.skip -Djapicmp.skip"
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
