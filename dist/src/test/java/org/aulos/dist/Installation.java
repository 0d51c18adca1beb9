package org.aulos.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aulos.dist.Launched.Running;

/**
 * The launcher beside the distribution but away from the sources, so that there is nothing to
 * build; it works in a folder of the test, on the JDK that runs the tests, cut off from the
 * network.
 */
record Installation(Path folder) {
  private static final String[] PARTS = {"mods", "lib", "testkit"};

  static Installation in(Path folder) throws IOException {
    Installation installation = new Installation(folder);
    layOut(installation.home());
    return installation;
  }

  /** Puts the launcher and, as links, what it starts into a folder that may hold sources too. */
  static void layOut(Path home) throws IOException {
    Path distribution = Files.createDirectories(distribution(home));
    for (String part : PARTS) {
      Files.createSymbolicLink(
          distribution.resolve(part), Path.of("target", "aulos", part).toAbsolutePath());
    }
    // Newer than every source.
    Files.createFile(distribution.resolve("built"));
    Path launcher = Files.copy(Launched.LAUNCHER, home.resolve("aulos"));
    launcher.toFile().setExecutable(true);
  }

  private Path home() {
    return folder.resolve("home");
  }

  private static Path distribution(Path home) {
    return home.resolve("dist/target/aulos");
  }

  /** Removes the links; else JUnit warns that they lead out of the folder which it deletes. */
  void remove() throws IOException {
    for (String part : PARTS) {
      Files.delete(distribution(home()).resolve(part));
    }
  }

  Running start(Object... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder().directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("AULOS_CACHE", folder.resolve("cache").toString());
    // Whoever opens a connection is sent to a port where nobody listens.
    builder.environment().put("AULOS_OPTS", "-DsocksProxyHost=127.0.0.1 -DsocksProxyPort=9");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return Launched.start(builder, home().resolve("aulos"), arguments);
  }

  Launched run(Object... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }
}
