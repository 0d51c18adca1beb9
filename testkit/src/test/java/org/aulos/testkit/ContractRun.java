package org.aulos.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * One run of a contract against one component.
 *
 * @param tests number of tests that were run
 * @param failures message of each test that failed, by its name
 */
record ContractRun(long tests, Map<String, String> failures) {
  /** Runs the contract that a class implements, as an author's build would. */
  static ContractRun of(Class<?> contract) {
    Events events =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(contract))
            .execute()
            .testEvents();
    Map<String, String> failures = new TreeMap<>();
    for (Event event : events.failed().list()) {
      String message =
          event
              .getRequiredPayload(TestExecutionResult.class)
              .getThrowable()
              .map(Throwable::getMessage)
              .orElse("no message");
      failures.put(
          event.getTestDescriptor().getDisplayName().replaceFirst("\\(.*\\)$", ""), message);
    }
    return new ContractRun(events.started().count(), failures);
  }

  /** Names of the promises of a contract: its tests. */
  static Set<String> promises(Class<?> contract) {
    Set<String> promises = new TreeSet<>();
    Arrays.stream(contract.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName)
        .forEach(promises::add);
    return promises;
  }
}
