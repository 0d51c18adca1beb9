/** Baseline features and the metrics that judge every method. */
module org.aulos.plugins.eval {
  requires org.aulos.api;
  requires static org.jspecify;

  exports org.aulos.plugins.eval;

  provides org.aulos.api.spi.Plugin with
      org.aulos.plugins.eval.EvalPlugin;
}
