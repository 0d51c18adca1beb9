package org.aulos.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.aulos.api.AulosException;
import org.aulos.runtime.plugin.PluginCheck.Outcome;
import org.aulos.runtime.plugin.PluginCheck.Verdict;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;

/** Runs the tests of a contract and writes down what became of each. */
final class ContractRun implements TestExecutionListener {
  private final String subject;
  private final List<Verdict> verdicts = new ArrayList<>();

  private ContractRun(String subject) {
    this.subject = subject;
  }

  /** The verdicts on the {@link Subject}, whose name is given. */
  static List<Verdict> of(String subject, Class<?> contract) {
    // The one engine is named, as what is on the class path of plugins must not matter.
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestEngines(engine())
            .build();
    Launcher launcher = LauncherFactory.create(config);
    ContractRun run = new ContractRun(subject);
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .enableImplicitConfigurationParameters(false)
            .build(),
        run);
    return run.verdicts;
  }

  /** Of the loader of this class, which is not that of the thread. */
  private static TestEngine engine() {
    return ServiceLoader.load(TestEngine.class, ContractRun.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(engine -> engine.getId().equals("junit-jupiter"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean successful = result.getStatus() == Status.SUCCESSFUL;
    if (test.isContainer() && successful) {
      return;
    }
    Outcome outcome =
        successful
            ? Outcome.KEPT
            : result.getStatus() == Status.ABORTED ? Outcome.NOT_CHECKED : Outcome.BROKEN;
    String message = result.getThrowable().map(ContractRun::message).orElse("");
    verdicts.add(new Verdict(subject, words(test.getDisplayName()), outcome, message));
  }

  /** What is meant for people as it is; of a failure that nobody planned, also its kind. */
  private static String message(Throwable failure) {
    boolean told =
        failure instanceof AssertionError
            || failure instanceof AulosException
            || failure instanceof TestAbortedException;
    String message = told ? failure.getMessage() : null;
    // AssertJ puts what was asked into brackets before what it saw.
    return message == null
        ? failure.toString()
        : message.strip().replaceFirst("^\\[(.*)\\] *\n", "$1\n");
  }

  /** A name of a test as a sentence: {@code yieldsTheSameTwice()}, "yields the same twice". */
  private static String words(String name) {
    String method = name.replaceFirst("\\(.*\\)$", "");
    return method.equals(name)
        ? name
        : method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
