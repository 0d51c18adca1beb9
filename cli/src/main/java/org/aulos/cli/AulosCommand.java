package org.aulos.cli;

import java.io.PrintWriter;
import org.aulos.api.AulosException;
import org.aulos.runtime.AulosVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The command {@code aulos}. */
@Command(
    name = "aulos",
    description =
        "Audio machine learning on the JVM: swap methods by configuration, compare them honestly.",
    mixinStandardHelpOptions = true,
    versionProvider = AulosCommand.Version.class,
    subcommands = {
      ListCommand.class,
      DescribeCommand.class,
      ValidateCommand.class,
      ExtractCommand.class,
      EmbedCommand.class,
      FadCommand.class,
      ProbeCommand.class,
      RetrieveCommand.class,
      BenchCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      DoctorCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a fault of ours",
      "2:usage or configuration",
      "3:input",
      "4:incomparable",
      "5:done in part"
    },
    footer = {"", "Try: aulos bench", "     aulos list encoders", "     aulos bench --help"})
public final class AulosCommand {
  private AulosCommand() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        execute(
            new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8),
            arguments));
  }

  /** Runs the command line; returns its exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new AulosCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(AulosCommand::report)
        .execute(arguments);
  }

  /**
   * What the user can mend is told in a sentence; a fault of ours with its trace, for whoever mends
   * it.
   */
  private static int report(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof AulosException) {
      err.println("aulos: " + failure.getMessage());
    } else {
      err.println("aulos: this is a fault of Aulos, please report it:");
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCodes.of(failure);
  }

  /** Prints the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "aulos " + AulosVersion.current(), "Java ${java.version} (${java.vm.name})"
      };
    }
  }
}
