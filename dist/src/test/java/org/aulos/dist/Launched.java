package org.aulos.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a process printed and how it ended. */
record Launched(int code, String out, String err) {
  static final Path LAUNCHER = Path.of("..", "aulos").toAbsolutePath().normalize();

  /** A process that writes into files, so that nobody need read while it runs. */
  record Running(Process process, Path out, Path err) {
    /** Waits until it ends, two minutes at most. */
    Launched end() throws IOException, InterruptedException {
      return end(2);
    }

    /** Waits until it ends, so many minutes at most. */
    Launched end(int minutes) throws IOException, InterruptedException {
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(
            "still running after %d minutes; so far: %s".formatted(minutes, Files.readString(err)));
      }
      return new Launched(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  /** Starts a launcher with arguments; its environment may still be changed in {@code builder}. */
  static Running start(ProcessBuilder builder, Path launcher, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path out = Files.createTempFile("out", null);
    Path err = Files.createTempFile("err", null);
    out.toFile().deleteOnExit();
    err.toFile().deleteOnExit();
    builder.command(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Running(builder.start(), out, err);
  }
}
