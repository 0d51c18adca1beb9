/**
 * BYOL-A and its difference-aware extension: encoders and their training, an encoder of texts, and
 * retrieval with auxiliary information.
 */
module org.aulos.plugins.byola {
  requires org.aulos.api;
  requires org.aulos.nn;
  requires org.aulos.training;
  requires static org.jspecify;

  exports org.aulos.plugins.byola;

  provides org.aulos.api.spi.Plugin with
      org.aulos.plugins.byola.ByolaPlugin;
}
