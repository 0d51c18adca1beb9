package org.aulos.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.aulos.api.AulosException;
import org.aulos.runtime.Aulos;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.Places;
import org.aulos.runtime.plugin.PluginRefusal;
import org.aulos.runtime.plugin.PluginSources;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
      TrainCommand.class,
      BenchCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      ListenCommand.class,
      ModelsCommand.class,
      PluginCommand.class,
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
public final class AulosCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "A folder in which each folder and each jar is a plugin; repeatable. Beside it AULOS_PLUGINS and ~/.aulos/plugins count.")
  private List<String> plugins = new ArrayList<>();

  @Option(
      names = "--strict-plugins",
      scope = ScopeType.INHERIT,
      description = "End if a plugin cannot be used; otherwise the others are.")
  private boolean strictPlugins;

  /** Whether a plugin was left out while a command ran. */
  private boolean pluginsRefused;

  /** Plugins that are no part of Aulos and whose code a command ran. */
  private final List<String> pluginsAdded = new ArrayList<>();

  private AulosCommand() {}

  /** The plugins that the command line and the environment name. */
  static PluginSources pluginSources(CommandSpec spec) {
    AulosCommand own = root(spec);
    return PluginSources.of(own.plugins, System.getenv(), Places.ofEnvironment())
        .strictly(own.strictPlugins);
  }

  /** Aulos with these plugins; those that cannot be used are reported and told by the exit code. */
  static Aulos open(CommandSpec spec) {
    Aulos aulos = Aulos.open(pluginSources(spec));
    AulosCommand own = root(spec);
    aulos.catalog().plugins().stream()
        .filter(plugin -> plugin.bundle().isPresent())
        .forEach(plugin -> own.pluginsAdded.add("'" + plugin.name() + "'"));
    PrintWriter err = spec.commandLine().getErr();
    for (PluginRefusal refusal : aulos.refusedPlugins()) {
      err.println("aulos: " + refusal);
      own.pluginsRefused = true;
    }
    err.flush();
    return aulos;
  }

  private static AulosCommand root(CommandSpec spec) {
    return (AulosCommand) spec.root().userObject();
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.USAGE;
  }

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    // Digits and decimal points are part of results, which must not depend on where they are made.
    Locale.setDefault(Locale.ROOT);
    System.exit(
        execute(
            new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8),
            arguments));
  }

  /** Runs the command line; returns its exit code. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return commandLine().setOut(out).setErr(err).execute(arguments);
  }

  /** The command with all that belong to it. */
  static CommandLine commandLine() {
    CommandLine aulos = new CommandLine(new AulosCommand());
    tellVersion(aulos);
    return aulos
        .setExecutionStrategy(AulosCommand::run)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(AulosCommand::explain)
        .setExecutionExceptionHandler(AulosCommand::report);
  }

  private static void tellVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(new Version());
    command.getSubcommands().values().forEach(AulosCommand::tellVersion);
  }

  /** What was done without a plugin that is there was done in part. */
  private static int run(ParseResult parsed) {
    int code = new RunLast().execute(parsed);
    boolean partly = root(parsed.commandSpec()).pluginsRefused;
    return code == ExitCodes.DONE && partly ? ExitCodes.PARTLY_DONE : code;
  }

  /** What is wrong with the arguments, and where to read on; the whole help would bury it. */
  private static int explain(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("aulos: " + problem(failure));
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCodes.USAGE;
  }

  private static String problem(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String argument = unmatched.getUnmatched().get(0);
      CommandLine command = failure.getCommandLine();
      return !command.getSubcommands().isEmpty()
              && command.getCommandSpec().positionalParameters().isEmpty()
          ? "there is no command '" + argument + "'"
          : "'" + argument + "' is one argument too many";
    }
    return String.valueOf(failure.getMessage());
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
      List<String> added = root(command.getCommandSpec()).pluginsAdded;
      String ofPlugins = added.isEmpty() ? "" : " or of a plugin, " + String.join(", ", added);
      err.println("aulos: this is a fault of Aulos" + ofPlugins + "; please report it:");
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
