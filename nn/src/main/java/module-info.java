/**
 * Neural building blocks on DJL tensors: checkpoints, networks, and the front-ends of {@link
 * org.aulos.dsp} as tensor operations, for pipelines that stay on one device.
 */
module org.aulos.nn {
  requires transitive ai.djl.api;
  // Comes with DJL.
  requires com.google.gson;
  requires transitive org.aulos.dsp;
  requires static org.jspecify;

  exports org.aulos.nn;
}
