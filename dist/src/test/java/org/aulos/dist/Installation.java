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
  private static final String[] PARTS = {"mods", "lib"};

  static Installation in(Path folder) throws IOException {
    Installation installation = new Installation(folder);
    Files.createDirectories(installation.distribution());
    for (String part : PARTS) {
      Files.createSymbolicLink(
          installation.distribution().resolve(part),
          Path.of("target", "aulos", part).toAbsolutePath());
    }
    Files.createFile(installation.distribution().resolve("built"));
    Path launcher = Files.copy(Launched.LAUNCHER, installation.launcher());
    launcher.toFile().setExecutable(true);
    return installation;
  }

  private Path distribution() {
    return folder.resolve("home/dist/target/aulos");
  }

  private Path launcher() {
    return folder.resolve("home/aulos");
  }

  /** Removes the links; else JUnit warns that they lead out of the folder which it deletes. */
  void remove() throws IOException {
    for (String part : PARTS) {
      Files.delete(distribution().resolve(part));
    }
  }

  Running start(Object... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder().directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("AULOS_CACHE", folder.resolve("cache").toString());
    // Whoever opens a connection is sent to a port where nobody listens.
    builder.environment().put("AULOS_OPTS", "-DsocksProxyHost=127.0.0.1 -DsocksProxyPort=9");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return Launched.start(builder, launcher(), arguments);
  }

  Launched run(Object... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }
}
