/** Encoders around models of one's own: TorchScript, ONNX and TensorFlow. */
module com.example.ownmodel {
  requires transitive org.aulos.api;
  requires com.microsoft.onnxruntime;
  requires org.aulos.tensorflow;

  // The options, which Aulos reads; the rest stays hidden.
  exports com.example.ownmodel;

  provides org.aulos.api.spi.Plugin with
      com.example.ownmodel.OwnModelPlugin;
}
