/** The command {@code aulos}: the only place that prints. */
module org.aulos.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  // The words of Java, which no package may be called.
  requires java.compiler;
  // Signals, which a training hears.
  requires jdk.unsupported;
  requires org.aulos.listen;
  requires org.aulos.runtime;
  requires static org.jspecify;

  // In a layer of its own, as it brings a test framework.
  uses org.aulos.runtime.plugin.PluginCheck;

  // Picocli sets the fields of commands by reflection.
  opens org.aulos.cli to
      info.picocli;
}
