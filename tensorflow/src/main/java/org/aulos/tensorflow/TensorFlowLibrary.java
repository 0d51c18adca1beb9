package org.aulos.tensorflow;

import org.aulos.api.AulosException;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.TensorFlow;

/**
 * TensorFlow's native library. It comes in a jar of its own, is unpacked by JavaCPP on first use
 * (600 MB in its cache, {@code ~/.javacpp/cache} by default), and stays loaded.
 */
public final class TensorFlowLibrary {
  /** What to put on the class path; the platform, as in {@code linux-x86_64}, is its classifier. */
  static final String ARTIFACT = "org.tensorflow:tensorflow-core-native:1.0.0-rc.1";

  private TensorFlowLibrary() {}

  /**
   * The version of TensorFlow; loads the library if it is not.
   *
   * @throws AulosException if the library is not there or cannot be loaded; the message names the
   *     artifact to add
   */
  public static String version() {
    requirePresent(TensorFlowLibrary.class.getClassLoader());
    try {
      return TensorFlow.version();
    } catch (LinkageError e) {
      throw new AulosException(
          "TensorFlow's native library cannot be loaded: %s; expected %s:%s and room for 600 MB in JavaCPP's cache (-Dorg.bytedeco.javacpp.cachedir=FOLDER names another)"
              .formatted(e.getMessage(), ARTIFACT, Loader.getPlatform()),
          e);
    }
  }

  /** Asks for the file itself: JavaCPP's own complaint does not say which jar is missing. */
  static void requirePresent(ClassLoader loader) {
    String platform = Loader.getPlatform();
    String file =
        "org/tensorflow/internal/c_api/%s/%s"
            .formatted(platform, System.mapLibraryName("jnitensorflow"));
    if (loader.getResource(file) == null) {
      throw new AulosException(
          "TensorFlow's native library for %s is not there; add %s (classifier %s) to the class path, in the distribution to its folder lib"
              .formatted(platform, ARTIFACT, platform));
    }
  }
}
