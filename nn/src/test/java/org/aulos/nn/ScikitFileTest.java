package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scalers that scikit-learn 1.9 fitted to the rows (0, 1, 2) and (4, 5, 10), and hostile ones. */
@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class ScikitFileTest {
  @TempDir private Path folder;

  @Test
  void readsTheArraysOfAScaler() throws IOException {
    StateDict scaler = StateDict.read(resource("minmax.pkl"));

    assertThat(scaler.names())
        .containsExactly("scale_", "min_", "data_min_", "data_max_", "data_range_");
    assertThat(scaler.get("scale_").toFloats()).containsExactly(0.25f, 0.25f, 0.125f);
    assertThat(scaler.get("min_").toFloats()).containsExactly(0, -0.25f, -0.25f);
  }

  @Test
  void readsOtherProtocolsAndTypes() throws IOException {
    StateDict scaler = StateDict.read(resource("minmax-3.pkl"));

    assertThat(scaler.get("scale_").type()).isEqualTo(DataType.FLOAT32);
    assertThat(scaler.get("scale_").toFloats()).containsExactly(0.5f, 0.5f, 0.25f);
  }

  @Test
  void readsThePublishedScalerOfCoala() throws IOException {
    StateDict scaler = StateDict.read(SharedData.assume("fixtures/coala/scaler_top_1000.pkl"));

    float[] least = scaler.get("data_min_").toFloats();
    float[] scale = scaler.get("scale_").toFloats();
    float[] offset = scaler.get("min_").toFloats();
    assertThat(scaler.get("scale_").shape()).isEqualTo(new Shape(96));
    for (int i = 0; i < 96; i++) {
      // What was least became 0.
      assertThat(least[i] * scale[i] + offset[i]).isBetween(-1e-6f, 1e-6f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "builtins, eval",
    "sklearn.pipeline, Pipeline",
    "sklearn.preprocessing._data, FunctionTransformer",
    "numpy.core.multiarray, scalar",
    "joblib.numpy_pickle, NumpyArrayWrapper"
  })
  void refusesWhateverElseAPickleNames(String module, String name) throws IOException {
    byte[] call = Pickles.begin().global(module, name).op("(").text("true").op("tR").end();
    byte[] object = Pickles.begin().global(module, name).op(")").op(0x81).end();

    for (byte[] pickle : new byte[][] {call, object}) {
      assertThatThrownBy(() -> StateDict.read(written(pickle)))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("scaler.pkl")
          .hasMessageContaining("it names " + module + "." + name);
    }
  }

  @Test
  void refusesArraysOfAnotherLengthThanClaimed() {
    byte[] pickle =
        Pickles.begin()
            .global("numpy.core.multiarray", "_reconstruct")
            .op(")R(")
            .integer(1)
            .tuple(1L << 40)
            .global("numpy", "dtype")
            .op("(")
            .text("f4")
            .op("tR")
            .op(0x89)
            .op('C', 4, 0, 0, 0, 0)
            .op("tb")
            .end();

    assertThatThrownBy(() -> StateDict.read(written(pickle)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("1099511627776")
        .hasMessageContaining("4 bytes");
  }

  @Test
  void refusesTruncatedFiles() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("minmax.pkl"));
    for (int length = 0; length < bytes.length; length += 3) {
      Path part = written(Arrays.copyOf(bytes, length));

      assertThatThrownBy(() -> StateDict.read(part)).isInstanceOf(WeightsException.class);
    }
  }

  @Test
  void answersFlippedBitsOrReadsOn() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("minmax.pkl"));
    for (int i = 0; i < 8 * bytes.length; i += 5) {
      byte[] flipped = bytes.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      readOrRefuse(written(flipped));
    }
  }

  /** Any other exception than those promised fails the test. */
  private static void readOrRefuse(Path file) throws IOException {
    try {
      assertThat(StateDict.read(file).names()).doesNotContainNull();
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
  }

  private Path resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/scikit-learn/" + name))) {
      return written(in.readAllBytes());
    }
  }

  private Path written(byte[] content) throws IOException {
    return Files.write(folder.resolve("scaler.pkl"), content);
  }
}
