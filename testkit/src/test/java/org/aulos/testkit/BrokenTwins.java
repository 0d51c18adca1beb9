package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds a contract to its word: a good component passes, and for every promise there is a twin with
 * a fault that fails it, with a message that its author understands.
 *
 * @param <F> the faults, of which the twin asks {@link #has} which it has
 */
abstract class BrokenTwins<F extends Enum<F> & BrokenTwins.Fault> {
  /** What is wrong with a twin. */
  interface Fault {
    /** The test of the contract that fails. */
    String promise();

    /** Part of what its author reads then. */
    String message();
  }

  private static Set<? extends Fault> present = Set.of();

  private final Class<?> contract;
  private final Class<?> twin;
  private final Class<F> faults;

  /**
   * A contract under test.
   *
   * @param contract the contract
   * @param twin the class that an author would write
   * @param faults what can be wrong with the twin
   */
  BrokenTwins(Class<?> contract, Class<?> twin, Class<F> faults) {
    this.contract = contract;
    this.twin = twin;
    this.faults = faults;
  }

  /** Whether the twin at hand has a fault. */
  static boolean has(Fault fault) {
    return present.contains(fault);
  }

  @Test
  void acceptsAGoodComponent() {
    ContractRun run = run(EnumSet.noneOf(faults));

    assertThat(run.failures()).isEmpty();
    assertThat(run.tests()).isEqualTo(ContractRun.promises(contract).size());
  }

  @TestFactory
  Stream<DynamicTest> refusesATwinWithAFault() {
    return Arrays.stream(faults.getEnumConstants())
        .map(fault -> dynamicTest(fault.name(), () -> refuses(fault)));
  }

  @Test
  void everyPromiseIsBrokenByATwin() {
    Set<String> broken = new TreeSet<>();
    List.of(faults.getEnumConstants()).forEach(fault -> broken.add(fault.promise()));

    assertThat(broken).isEqualTo(ContractRun.promises(contract));
  }

  private void refuses(F fault) {
    assertThat(run(EnumSet.of(fault)).failures().get(fault.promise())).contains(fault.message());
  }

  private ContractRun run(Set<F> faults) {
    present = faults;
    return ContractRun.of(twin);
  }
}
