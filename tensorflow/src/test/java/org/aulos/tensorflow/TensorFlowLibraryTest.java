package org.aulos.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.Properties;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;

class TensorFlowLibraryTest {
  @Test
  void aMissingLibraryNamesTheArtifactToAdd() throws IOException {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> TensorFlowLibrary.requirePresent(empty))
          .isInstanceOf(AulosException.class)
          .hasMessageContainingAll(
              "org.tensorflow:tensorflow-core-native:1.0.0-rc.1", "classifier", "class path");
    }
  }

  /** tensorflow-api tells in its own files which version of the library it was built for. */
  @Test
  void theArtifactIsTheOneThatTheClassesWereBuiltFor() throws IOException {
    Properties built = new Properties();
    String file = "META-INF/maven/org.tensorflow/tensorflow-core-native/pom.properties";
    try (var in = TensorFlowLibraryTest.class.getClassLoader().getResourceAsStream(file)) {
      built.load(Objects.requireNonNull(in));
    }

    assertThat(TensorFlowLibrary.ARTIFACT).endsWith(":" + built.getProperty("version"));
    assertThat(TensorFlowLibrary.version()).isEqualTo("2.16.1");
  }
}
