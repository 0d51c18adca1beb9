/**
 * TensorFlow SavedModels: named arrays in, named arrays out. A module of its own because of
 * TensorFlow's classes and, at run time, its native library of 600 MB.
 */
module org.aulos.tensorflow {
  requires transitive org.aulos.api;
  requires ai.djl.tensorflow_api;
  requires com.google.protobuf;
  requires org.bytedeco.javacpp;
  requires static org.jspecify;

  exports org.aulos.tensorflow;
}
