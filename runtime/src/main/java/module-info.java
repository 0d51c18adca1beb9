/**
 * Finds plugins, binds their options, composes them into pipelines and runs benchmarks. The one
 * home of Guice.
 *
 * <p>Applications use {@link org.aulos.runtime}, and {@link org.aulos.runtime.plugin} for plugins
 * that lie in folders; the other packages are the runtime's own.
 */
module org.aulos.runtime {
  requires transitive org.aulos.api;
  requires org.aulos.audio;
  requires org.aulos.dsp;
  requires com.fasterxml.jackson.databind;
  requires com.google.guice;
  requires com.samskivert.jmustache;
  requires com.sun.jna;
  requires jakarta.inject;
  requires java.desktop;
  requires java.management;
  requires java.net.http;
  requires org.apache.commons.compress;
  requires org.apache.commons.csv;
  requires org.apache.commons.io;
  requires org.apache.commons.statistics.distribution;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports org.aulos.runtime;
  exports org.aulos.runtime.dataset;
  exports org.aulos.runtime.generator;
  exports org.aulos.runtime.models;
  exports org.aulos.runtime.plugin;
  // What listening tests have in common with benchmarks.
  exports org.aulos.runtime.statistics to
      org.aulos.listen;

  provides org.aulos.api.spi.Plugin with
      org.aulos.runtime.dataset.DatasetsPlugin,
      org.aulos.runtime.generator.GeneratorsPlugin;

  // Constructor injection into public classes of packages that nobody else may see.
  opens org.aulos.runtime.bench to
      com.google.guice;
  opens org.aulos.runtime.ladder to
      com.google.guice;
  opens org.aulos.runtime.pipeline to
      com.google.guice;
  // Jackson reads and writes the lines of the loss log, which are records of it.
  opens org.aulos.runtime.train to
      com.fasterxml.jackson.databind,
      com.google.guice;

  uses org.aulos.api.spi.Plugin;
}
