/**
 * Finds plugins, binds their options, composes them into pipelines and runs benchmarks. The one
 * home of Guice.
 */
module org.aulos.runtime {
  requires transitive org.aulos.api;
  requires com.fasterxml.jackson.databind;
  requires com.google.guice;
  requires org.apache.commons.csv;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports org.aulos.runtime;

  uses org.aulos.api.spi.Plugin;
}
