package org.aulos.plugins.eval;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;

/** Seeded random weights of thin networks, under their published names. */
final class TinyWeights {
  private final Random random = new Random(5);
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private TinyWeights() {}

  /** Of YAMNet, normalisation folded in: 12 values and 5 classes. */
  static Map<String, StoredTensor> yamnet() {
    TinyWeights weights = new TinyWeights();
    weights.layer("layer1.conv", 4, 1, 3, 3);
    int inputs = 4;
    for (int n = 2; n <= 14; n++) {
      int outputs = n < 14 ? 4 + n % 3 : 12;
      weights.layer("layer" + n + ".depthwise", inputs, 1, 3, 3);
      weights.layer("layer" + n + ".pointwise", outputs, inputs, 1, 1);
      inputs = outputs;
    }
    weights.layer("classifier", 5, inputs);
    return weights.tensors;
  }

  /** Of VGGish, at a 64th of its width: 128 values. */
  static Map<String, StoredTensor> vggish() {
    TinyWeights weights = new TinyWeights();
    weights.layer("features.0", 1, 1, 3, 3);
    weights.layer("features.3", 2, 1, 3, 3);
    weights.layer("features.6", 4, 2, 3, 3);
    weights.layer("features.8", 4, 4, 3, 3);
    weights.layer("features.11", 8, 4, 3, 3);
    weights.layer("features.13", 8, 8, 3, 3);
    weights.layer("embeddings.0", 64, 192);
    weights.layer("embeddings.2", 64, 64);
    weights.layer("embeddings.4", 128, 64);
    return weights.tensors;
  }

  /** Writes weights as safetensors. */
  static Path write(Map<String, StoredTensor> weights, Path file) throws IOException {
    StateDict.of("test", weights).write(file);
    return file;
  }

  /** Weights that neither fade nor grow from layer to layer, and biases that keep it from dying. */
  private void layer(String name, long... sizes) {
    Shape shape = new Shape(sizes);
    int count = Math.toIntExact(shape.size());
    tensors.put(
        name + ".weight",
        StoredTensor.of(draw(count, Math.sqrt(2.0 * sizes[0] / count), 0), shape));
    tensors.put(
        name + ".bias",
        StoredTensor.of(draw(Math.toIntExact(sizes[0]), 0.3, 0.3), new Shape(sizes[0])));
  }

  private float[] draw(int count, double deviation, double mean) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return values;
  }
}
