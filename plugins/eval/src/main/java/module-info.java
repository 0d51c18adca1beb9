/** Baseline features, pretrained encoders, and the metrics that judge every method. */
module org.aulos.plugins.eval {
  // Automatic modules, named by their files.
  requires ejml.core;
  requires ejml.ddense;
  requires org.aulos.api;
  requires org.aulos.nn;
  requires org.aulos.tensorflow;
  requires org.bytedeco.openblas;
  // Option records name its mel scales.
  requires transitive org.aulos.dsp;
  requires static org.jspecify;

  exports org.aulos.plugins.eval;

  provides org.aulos.api.spi.Plugin with
      org.aulos.plugins.eval.EvalPlugin;
}
