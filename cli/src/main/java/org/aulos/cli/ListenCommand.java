package org.aulos.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.aulos.api.AulosException;
import org.aulos.listen.ListeningServer;
import org.aulos.listen.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves a listening test. */
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    subcommands = ListenReportCommand.class,
    description = {
      "Serves a listening test to browsers on this machine: raters hear the clips of several systems for the same prompts, blind and equally loud, score them, and pick the best.",
      "Each answer is stored as soon as it is given. Ctrl-C ends the service; the same command goes on."
    },
    footer = {"", "Example: aulos listen study.yaml", "         aulos listen report study.yaml"})
final class ListenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  // Optional to the parser, which would ask for it beside a subcommand too.
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "STUDY",
      description = "The study, a YAML file.")
  private @Nullable Path file;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description = "Where answers are kept (default: STUDY.listen beside the file).")
  private @Nullable Path folder;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port to serve on (default: one that is free).")
  private int port;

  @Option(names = "--quiet", description = "Print no progress.")
  private boolean quiet;

  @Override
  public Integer call() throws InterruptedException {
    if (file == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: 'STUDY', or the command 'report'");
    }
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--port': expected 0..65535 but was " + port);
    }
    Study study = Study.read(file);
    Path home = Optional.ofNullable(folder).orElse(study.defaultFolder());
    ListeningServer server =
        ListeningServer.start(
            study, home, port, TerminalProgress.on(spec.commandLine().getErr(), quiet));
    Thread end = new Thread(() -> end(server, home), "end-of-listening");
    Runtime.getRuntime().addShutdownHook(end);
    Printing.line(spec, "Listen at " + server.address() + " (on this machine; Ctrl-C ends)");
    new CountDownLatch(1).await(); // until the process is told to end
    return ExitCodes.DONE;
  }

  private void end(ListeningServer server, Path home) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      server.close();
    } catch (AulosException e) {
      err.println("aulos: " + e.getMessage());
    }
    String directory = folder == null ? "" : " -d " + home;
    err.println();
    err.println("answers: " + server.answers());
    err.println("go on:   aulos listen " + file + directory);
    err.println("sum up:  aulos listen report " + file + directory);
    err.flush();
  }
}
