package org.aulos.listen;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.aulos.runtime.ProgressListener;

/** A study that is served by a process of its own, which can be killed. */
record ServedStudy(Process process, URI address) {
  /** Serves: study, folder, port, and a file to write the address to. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ListeningServer server =
        ListeningServer.start(
            Study.read(Path.of(arguments[0])),
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            ProgressListener.SILENT);
    Files.writeString(Path.of(arguments[3]), server.address().toString() + "\n");
    TimeUnit.MINUTES.sleep(10); // an orphan ends by itself
  }

  static ServedStudy start(Path study, Path folder, int port)
      throws IOException, InterruptedException {
    Path address = Files.createTempFile(study.toAbsolutePath().getParent(), "address", ".txt");
    Path log = Files.createTempFile(study.toAbsolutePath().getParent(), "log", ".txt");
    String path =
        String.join(
            File.pathSeparator,
            "target/classes",
            "target/test-classes",
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path,
                ServedStudy.class.getName(),
                study.toString(),
                folder.toString(),
                String.valueOf(port),
                address.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < 600 && process.isAlive(); i++) {
      if (Files.readString(address).endsWith("\n")) {
        return new ServedStudy(process, URI.create(Files.readString(address).strip()));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    process.destroyForcibly();
    throw new AssertionError("the server did not start: " + Files.readString(log));
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(1, TimeUnit.MINUTES);
  }
}
