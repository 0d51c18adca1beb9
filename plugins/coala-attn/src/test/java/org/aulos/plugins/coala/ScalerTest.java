package org.aulos.plugins.coala;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each test
class ScalerTest {
  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Values from 0 to 95 along the second axis, 100 times the first. */
  private NDArray patch() {
    NDArray row = manager.arange(96f);
    return row.reshape(96, 1).mul(100).add(row.reshape(1, 96)).expandDims(0);
  }

  private static float[] filled(float value) {
    float[] values = new float[96];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void bringsEachFrameToZeroAndOne() {
    float[] least = new float[96];
    float[] most = new float[96];
    for (int i = 0; i < 96; i++) {
      least[i] = i;
      most[i] = 9500 + i;
    }

    NDArray scaled = Scaler.between(ScaledBy.FRAME, least, most).apply(patch());

    assertThat(scaled.get(0, 0).toFloatArray()).usingComparatorWithPrecision(1e-5f).containsOnly(0);
    assertThat(scaled.get(0, 95).toFloatArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsOnly(1);
  }

  @Test
  void bringsEachBandToZeroAndOne() {
    float[] least = new float[96];
    float[] most = new float[96];
    for (int i = 0; i < 96; i++) {
      least[i] = 100 * i;
      most[i] = 100 * i + 95;
    }

    NDArray scaled = Scaler.between(ScaledBy.BAND, least, most).apply(patch());

    for (int band : new int[] {0, 50, 95}) {
      float[] row = scaled.get(0, band).toFloatArray();
      assertThat(new float[] {row[0], row[95]})
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(0, 1);
    }
  }

  @Test
  void movesWhatIsConstantWithoutStretchingIt() {
    Scaler scaler = Scaler.between(ScaledBy.FRAME, filled(3), filled(3));

    assertThat(scaler.apply(manager.ones(new Shape(1, 96, 96)).mul(4)).toFloatArray())
        .containsOnly(1);
  }

  /** The published scaler knows patches from -12 to 3. */
  @Test
  void readsThePublishedScaler() throws IOException {
    Scaler scaler = Scaler.read(SharedData.assume("fixtures/coala/scaler_top_1000.pkl"));

    float[] scaled = scaler.apply(manager.ones(new Shape(1, 96, 96)).mul(-5)).toFloatArray();

    for (float value : scaled) {
      assertThat(value).isBetween(0.3f, 0.6f);
    }
  }

  @Test
  void refusesTheScalerOfOtherPatches() throws IOException {
    Map<String, StoredTensor> arrays = new LinkedHashMap<>();
    arrays.put("scale_", StoredTensor.of(new float[64], new Shape(64)));
    Path file = folder.resolve("scaler.safetensors");
    StateDict.of("test", arrays).write(file);

    assertThatThrownBy(() -> Scaler.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("(64)")
        .hasMessageContaining("96 values");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesFactorsThatNothingComesBackFrom(float factor) throws IOException {
    float[] scale = filled(1);
    scale[7] = factor;
    Map<String, StoredTensor> arrays = new LinkedHashMap<>();
    arrays.put("scale_", StoredTensor.of(scale, new Shape(96)));
    arrays.put("min_", StoredTensor.of(filled(0), new Shape(96)));
    Path file = folder.resolve("scaler.safetensors");
    StateDict.of("test", arrays).write(file);

    assertThatThrownBy(() -> Scaler.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("expected a finite factor other than 0 but was " + factor);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsUndoneIsAsItWas(ScaledBy axis) {
    float[] least = new float[96];
    float[] most = new float[96];
    for (int i = 0; i < 96; i++) {
      least[i] = -12 + 0.01f * i;
      most[i] = 3 + 0.02f * i;
    }
    Scaler scaler = Scaler.between(axis, least, most);
    NDArray patch = manager.randomUniform(-12, 3, new Shape(96, 96));

    float[] back = scaler.undo(scaler.apply(patch).toFloatArray());

    // Within the rounding of two float32 operations on values of up to 12.
    assertThat(back).containsExactly(patch.toFloatArray(), within(1e-5f));
  }
}
