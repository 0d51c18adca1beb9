package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.aulos.testkit.Npy;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets it before each test
class YamnetTest {
  private static final int PATCH = 96 * 64;
  private static final int[] STRIDES = {2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};
  private static final int[] WIDTHS = {2, 3, 4, 4, 3, 5, 4, 4, 4, 3, 4, 4, 5, 6};
  private static final int CLASSES = 7;

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
    Map<String, StoredTensor> weights = RandomWeights.yamnet(WIDTHS, CLASSES);
    Yamnet network = Yamnet.of(StateDict.of("test", weights), manager);
    float[] patch = ReferenceLayers.draw(new Random(2), PATCH, 1);

    NDArray embeddings = network.embeddings(batch(patch));

    double[] expected = reference(weights, patch);
    Batches.assertClose("embedding", embeddings.toFloatArray(), floats(expected), 1e-5);
    double[] logits =
        ReferenceLayers.dense(
            expected,
            RandomWeights.values(weights, "classifier.weight", manager),
            RandomWeights.values(weights, "classifier.bias", manager));
    double[] scores = Arrays.stream(logits).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    Batches.assertClose("scores", network.scores(embeddings).toFloatArray(), floats(scores), 1e-5);
  }

  @Test
  void agreesWithTensorFlow() throws IOException {
    Path clips = SharedData.assume("data/golden/clips16k");
    float[] logMel = Npy.floats(clips.resolve("1-30226-A-0_log_mel.npy"));
    Yamnet network = published();

    NDArray embeddings = network.embeddings(patches(logMel));

    Batches.assertClose(
        "embeddings",
        embeddings.toFloatArray(),
        Npy.floats(clips.resolve("1-30226-A-0_embeddings.npy")),
        2e-5);
    Batches.assertClose(
        "scores",
        network.scores(embeddings).toFloatArray(),
        Npy.floats(clips.resolve("1-30226-A-0_scores.npy")),
        5e-6);
  }

  @Test
  void knowsThePublishedNetwork() throws IOException {
    Yamnet network = published();

    assertThat(network.dimension()).isEqualTo(1024);
    assertThat(network.classes()).isEqualTo(521);
    // The values in its file: (14,923,540 - 8 - 5,608) / 4.
    assertThat(network.parameters()).isEqualTo(3_729_481);
  }

  @Test
  void leavesNothingBehindButTheResults() throws IOException {
    Yamnet network =
        Yamnet.of(StateDict.of("test", RandomWeights.yamnet(WIDTHS, CLASSES)), manager);
    NDArray patches = batch(ReferenceLayers.draw(new Random(3), 3 * PATCH, 1));
    int before = arrays();

    NDArray embeddings = network.embeddings(patches);
    network.scores(embeddings);

    assertThat(arrays()).isEqualTo(before + 2);
    assertThat(embeddings.hasGradient()).isFalse();
  }

  @Test
  void ownsNothingButItsWeights() throws IOException {
    StateDict weights = StateDict.of("test", RandomWeights.yamnet(WIDTHS, CLASSES));
    int before = arrays();

    Yamnet.of(weights, manager);

    assertThat(arrays()).isEqualTo(before + 2 * 27 + 2);
  }

  @Test
  void refusesWeightsOfAnotherNetwork() {
    Map<String, StoredTensor> weights = RandomWeights.yamnet(WIDTHS, CLASSES);
    weights.remove("layer9.depthwise_conv.bn.running_var");
    weights.put("layer15.conv.weight", StoredTensor.of(new float[1], new Shape(1)));

    assertThatThrownBy(() -> Yamnet.of(StateDict.of("test", weights), manager))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("missing (1): layer9.depthwise_conv.bn.running_var")
        .hasMessageContaining("unexpected (1): layer15.conv.weight");
  }

  private Yamnet published() throws IOException {
    return Yamnet.of(
        StateDict.read(SharedData.assume("models/yamnet-float/yamnet-float.safetensors")), manager);
  }

  /** Overlapping patches of a spectrogram, {@code [frames, 64]}, the last one whole. */
  private NDArray patches(float[] logMel) {
    int count = 1 + (logMel.length / 64 - 96) / 48;
    float[] patches = new float[count * PATCH];
    for (int i = 0; i < count; i++) {
      System.arraycopy(logMel, i * 48 * 64, patches, i * PATCH, PATCH);
    }
    return batch(patches);
  }

  private NDArray batch(float[] patches) {
    return manager.create(patches, new Shape(patches.length / PATCH, 96, 64));
  }

  private int arrays() {
    return ((BaseNDManager) manager).getManagedArrays().size();
  }

  private double[] reference(Map<String, StoredTensor> weights, float[] patch) throws IOException {
    ReferenceLayers.Image x = new ReferenceLayers.Image(96, 64, 1, ReferenceLayers.doubles(patch));
    x = layer(weights, "layer1.fused", x, 3, STRIDES[0], false);
    for (int n = 2; n <= STRIDES.length; n++) {
      x = layer(weights, "layer" + n + ".depthwise_conv", x, 3, STRIDES[n - 1], true);
      x = layer(weights, "layer" + n + ".pointwise_conv", x, 1, 1, false);
    }
    double[] mean = new double[x.channels];
    for (int i = 0; i < x.values.length; i++) {
      mean[i % mean.length] += x.values[i] / (x.height * x.width);
    }
    return mean;
  }

  /** Convolution without bias, normalisation with epsilon 1e-4, rectifier. */
  private ReferenceLayers.Image layer(
      Map<String, StoredTensor> weights,
      String name,
      ReferenceLayers.Image x,
      int size,
      int stride,
      boolean depthwise)
      throws IOException {
    float[] kernel = RandomWeights.values(weights, name + ".conv.weight", manager);
    float[] gain = RandomWeights.values(weights, name + ".bn.weight", manager);
    float[] bias = RandomWeights.values(weights, name + ".bn.bias", manager);
    float[] mean = RandomWeights.values(weights, name + ".bn.running_mean", manager);
    float[] variance = RandomWeights.values(weights, name + ".bn.running_var", manager);
    ReferenceLayers.Image y =
        ReferenceLayers.convolution(x, kernel, new double[gain.length], size, stride, depthwise);
    for (int i = 0; i < y.values.length; i++) {
      int c = i % gain.length;
      double normal = (y.values[i] - mean[c]) / Math.sqrt(variance[c] + 1e-4);
      y.values[i] = normal * gain[c] + bias[c];
    }
    return ReferenceLayers.relu(y);
  }

  private static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < doubles.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }
}
