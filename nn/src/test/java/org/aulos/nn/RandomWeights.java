package org.aulos.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** State dicts of random values under the published names. */
final class RandomWeights {
  private final Random random = new Random(1);
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private RandomWeights() {}

  /**
   * Weights of VGGish.
   *
   * @param w channels of the first layer, 64 in the published network; all others follow
   */
  static Map<String, StoredTensor> vggish(long w) {
    RandomWeights weights = new RandomWeights();
    weights.layer("features.0", w, 1, 3, 3);
    weights.layer("features.3", 2 * w, w, 3, 3);
    weights.layer("features.6", 4 * w, 2 * w, 3, 3);
    weights.layer("features.8", 4 * w, 4 * w, 3, 3);
    weights.layer("features.11", 8 * w, 4 * w, 3, 3);
    weights.layer("features.13", 8 * w, 8 * w, 3, 3);
    weights.layer("embeddings.0", 64 * w, 192 * w);
    weights.layer("embeddings.2", 64 * w, 64 * w);
    weights.layer("embeddings.4", 128, 64 * w);
    return weights.tensors;
  }

  /**
   * Weights of YAMNet as the PyTorch port names them.
   *
   * @param widths output channels of the fourteen layers
   */
  static Map<String, StoredTensor> yamnet(int[] widths, int classes) {
    RandomWeights weights = new RandomWeights();
    weights.normalised("layer1.fused", widths[0], 1, 3);
    for (int n = 2; n <= widths.length; n++) {
      weights.normalised("layer" + n + ".depthwise_conv", widths[n - 2], 1, 3);
      weights.normalised("layer" + n + ".pointwise_conv", widths[n - 1], widths[n - 2], 1);
    }
    weights.layer("classifier", classes, widths[widths.length - 1]);
    return weights.tensors;
  }

  /** Values of a tensor. */
  static float[] values(Map<String, StoredTensor> weights, String name, NDManager manager)
      throws IOException {
    return Objects.requireNonNull(weights.get(name), name).toArray(manager).toFloatArray();
  }

  private void layer(String name, long... weight) {
    draw(name + ".weight", weight);
    draw(name + ".bias", weight[0]);
  }

  /** A convolution, and the normalisation behind it. */
  private void normalised(String name, int outputs, int inputs, int size) {
    draw(name + ".conv.weight", outputs, inputs, size, size);
    draw(name + ".bn.weight", outputs);
    draw(name + ".bn.bias", outputs);
    draw(name + ".bn.running_mean", outputs);
    float[] variance = new float[outputs];
    for (int i = 0; i < outputs; i++) {
      variance[i] = 0.01f + random.nextFloat();
    }
    tensors.put(name + ".bn.running_var", StoredTensor.of(variance, new Shape(outputs)));
    tensors.put(name + ".bn.num_batches_tracked", StoredTensor.of(new float[] {9}, new Shape()));
  }

  /** Of a size that neither grows nor fades from layer to layer. */
  private void draw(String name, long... sizes) {
    Shape shape = new Shape(sizes);
    int count = Math.toIntExact(shape.size());
    double fan = sizes.length == 1 ? 10 : (double) count / sizes[0];
    float[] values = ReferenceLayers.draw(random, count, Math.sqrt(2 / fan));
    tensors.put(name, StoredTensor.of(values, shape));
  }
}
