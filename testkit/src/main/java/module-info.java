/** Contracts that plugin authors run against their components, as JUnit tests. */
module org.aulos.testkit {
  requires transitive org.aulos.api;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  // Comes with DJL.
  requires com.google.gson;
  requires static org.jspecify;

  exports org.aulos.testkit;
}
