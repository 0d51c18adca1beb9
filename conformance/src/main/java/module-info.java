/**
 * Runs the contracts of the testkit against plugins that are built. A module of its own, in a
 * folder of the distribution that only {@code aulos plugin test} reads, because it needs JUnit.
 */
module org.aulos.conformance {
  requires org.aulos.runtime;
  requires org.aulos.testkit;
  // Provides the engine, which nothing names.
  requires org.junit.jupiter.engine;
  requires org.junit.platform.launcher;
  requires static org.jspecify;

  provides org.aulos.runtime.plugin.PluginCheck with
      org.aulos.conformance.ContractCheck;

  uses org.junit.platform.engine.TestEngine;

  // JUnit makes the classes of tests, and the service loader the check, which nobody else names.
  opens org.aulos.conformance to
      org.junit.platform.commons;
}
