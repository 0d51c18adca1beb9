/** COALA and its extension by contextual tag embeddings: encoders and their training. */
module org.aulos.plugins.coala {
  requires org.aulos.api;
  requires org.aulos.nn;
  requires org.aulos.training;
  // Comes with DJL.
  requires com.google.gson;
  requires static org.jspecify;

  exports org.aulos.plugins.coala;

  provides org.aulos.api.spi.Plugin with
      org.aulos.plugins.coala.CoalaPlugin;
}
