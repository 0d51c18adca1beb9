package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.aulos.dsp.LogMel;
import org.aulos.dsp.LogMelOptions;
import org.aulos.testkit.Npy;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class VggishTest {
  private static final int PATCH = 96 * 64;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void computesWhatItsDefinitionSays() throws IOException {
    Map<String, StoredTensor> weights = RandomWeights.vggish(2);
    Vggish network = Vggish.of(StateDict.of("test", weights), manager);
    float[] patches = ReferenceLayers.draw(new Random(2), 2 * PATCH, 1);

    float[] actual = network.embeddings(batch(patches)).toFloatArray();

    for (int patch = 0; patch < 2; patch++) {
      float[] input = Arrays.copyOfRange(patches, patch * PATCH, (patch + 1) * PATCH);
      float[] expected = reference(weights, input);
      // Sums of up to 128 products in float32 of values below 10.
      Batches.assertClose(
          "patch " + patch,
          Arrays.copyOfRange(actual, patch * 128, patch * 128 + 128),
          expected,
          1e-4);
    }
  }

  @ParameterizedTest
  @CsvSource({"tone_16000, 16000", "lcg_noise_48000, 48000"})
  void agreesWithTensorFlow(String signal, int samples) throws IOException {
    Path model = SharedData.assume("models/vggish-random-test");
    Vggish network =
        Vggish.of(StateDict.read(model.resolve("vggish-random-test.safetensors")), manager);
    float[] audio = GoldenSignals.of(signal);
    LogMel logMel = new LogMel(LogMelOptions.VGGISH);
    int patches = logMel.frames(samples) / 96;
    float[] frames = new float[logMel.frames(samples) * 64];
    logMel.extract(audio, 0, samples, frames, 0);

    float[] actual =
        network.embeddings(batch(Arrays.copyOf(frames, patches * PATCH))).toFloatArray();

    // Values reach 15. Bands far below a tone hold the rounding of the transform, on either side.
    Batches.assertClose(
        signal,
        actual,
        Npy.floats(model.resolve("golden/" + signal + "_output_0.npy")),
        signal.startsWith("tone") ? 1e-3 : 1e-4);
  }

  @Test
  void hasTheParametersOfThePublishedNetwork() throws IOException {
    // 1/64 of the width: the shapes of the published state dict, counted by hand.
    assertThat(Vggish.of(thin(), manager).parameters())
        .isEqualTo(10 + 20 + 76 + 148 + 296 + 584 + (192 * 64 + 64) + (64 * 64 + 64) + 65 * 128);
  }

  @Test
  void leavesNothingBehindButTheResult() throws IOException {
    Vggish network = Vggish.of(thin(), manager);
    NDArray patches = batch(ReferenceLayers.draw(new Random(3), 3 * PATCH, 1));
    int before = arrays();

    NDArray embeddings = network.embeddings(patches);

    assertThat(arrays()).isEqualTo(before + 1);
    assertThat(embeddings.hasGradient()).isFalse();
  }

  @Test
  void ownsNothingButItsWeights() throws IOException {
    Vggish.of(thin(), manager);

    assertThat(arrays()).isEqualTo(18);
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    Map<String, StoredTensor> wrong = RandomWeights.vggish(1);
    wrong.put("features.9.bias", Objects.requireNonNull(wrong.remove("features.8.bias")));

    assertThatThrownBy(() -> Vggish.of(StateDict.of("test", wrong), manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("missing (1): features.8.bias")
        .hasMessageContaining("unexpected (1): features.9.bias");
  }

  @Test
  void refusesPatchesOfAnotherShape() throws IOException {
    Vggish network = Vggish.of(thin(), manager);

    for (NDArray wrong :
        List.of(
            manager.zeros(new Shape(0, 96, 64)),
            manager.zeros(new Shape(1, 64, 96)),
            manager.zeros(new Shape(96, 64)),
            manager.zeros(new Shape(1, 96, 64), DataType.FLOAT64))) {
      assertThatThrownBy(() -> network.embeddings(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** 1/64 of the published width. */
  private static StateDict thin() {
    return StateDict.of("test", RandomWeights.vggish(1));
  }

  private int arrays() {
    return ((BaseNDManager) manager).getManagedArrays().size();
  }

  private NDArray batch(float[] patches) {
    return manager.create(patches, new Shape(patches.length / PATCH, 96, 64));
  }

  private float[] reference(Map<String, StoredTensor> weights, float[] patch) throws IOException {
    ReferenceLayers.Image x = new ReferenceLayers.Image(96, 64, 1, ReferenceLayers.doubles(patch));
    for (int number : new int[] {0, 3, 6, 8, 11, 13}) {
      float[] kernel = RandomWeights.values(weights, "features." + number + ".weight", manager);
      double[] bias =
          ReferenceLayers.doubles(
              RandomWeights.values(weights, "features." + number + ".bias", manager));
      x = ReferenceLayers.relu(ReferenceLayers.convolution(x, kernel, bias, 3, 1, false));
      x = number == 6 || number == 11 ? x : ReferenceLayers.pool(x);
    }
    double[] y = x.values;
    for (int number : new int[] {0, 2, 4}) {
      y =
          ReferenceLayers.dense(
              y,
              RandomWeights.values(weights, "embeddings." + number + ".weight", manager),
              RandomWeights.values(weights, "embeddings." + number + ".bias", manager));
      for (int i = 0; number < 4 && i < y.length; i++) {
        y[i] = Math.max(0, y[i]);
      }
    }
    float[] floats = new float[y.length];
    for (int i = 0; i < y.length; i++) {
      floats[i] = (float) y[i];
    }
    return floats;
  }
}
