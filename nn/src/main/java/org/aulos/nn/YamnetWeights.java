package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The weights of {@link Yamnet} under one set of names, {@code layerN.depthwise.weight} and so on,
 * with the batch normalisation folded into weights and biases.
 */
final class YamnetWeights {
  /** Output channels of each layer. */
  private static final List<Integer> WIDTHS =
      List.of(32, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024);

  private static final int CLASSES = 521;
  private static final String CLASSIFIER = "classifier";
  private static final double EPSILON = 1e-4;

  private YamnetWeights() {}

  /**
   * A convolution.
   *
   * @param name as in the weights with normalisation folded in
   * @param ported as in the weights of the PyTorch port
   * @param weight shape of the kernel
   */
  private record Convolution(String name, String ported, Shape weight) {
    long channels() {
      return weight.get(0);
    }
  }

  /**
   * The weights, checked to be all there and of shapes that fit.
   *
   * @param manager holds what is needed on the way
   */
  static StateDict folded(StateDict weights, NDManager manager) throws IOException {
    boolean ported = weights.names().stream().anyMatch(name -> name.startsWith("layer1.fused."));
    List<Convolution> convolutions = convolutions(weights, ported);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    convolutions.forEach(conv -> shapes.putAll(ported ? portedShapes(conv) : shapes(conv)));
    long dimension = convolutions.get(convolutions.size() - 1).channels();
    long classes = weights.firstAxis(CLASSIFIER + ".weight", CLASSES);
    shapes.put(CLASSIFIER + ".weight", new Shape(classes, dimension));
    shapes.put(CLASSIFIER + ".bias", new Shape(classes));
    weights.requireExactly(shapes);
    return ported ? folded(weights, convolutions, manager) : weights;
  }

  private static List<Convolution> convolutions(StateDict weights, boolean ported) {
    List<Convolution> convolutions = new ArrayList<>();
    String first = ported ? "layer1.fused.conv.weight" : "layer1.conv.weight";
    long inputs = weights.firstAxis(first, WIDTHS.get(0));
    convolutions.add(new Convolution("layer1.conv", "layer1.fused", new Shape(inputs, 1, 3, 3)));
    for (int n = 2; n <= WIDTHS.size(); n++) {
      String layer = "layer" + n;
      String last = layer + (ported ? ".pointwise_conv.conv.weight" : ".pointwise.weight");
      long outputs = weights.firstAxis(last, WIDTHS.get(n - 1));
      convolutions.add(
          new Convolution(
              layer + ".depthwise", layer + ".depthwise_conv", new Shape(inputs, 1, 3, 3)));
      convolutions.add(
          new Convolution(
              layer + ".pointwise", layer + ".pointwise_conv", new Shape(outputs, inputs, 1, 1)));
      inputs = outputs;
    }
    return convolutions;
  }

  private static Map<String, Shape> shapes(Convolution conv) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(conv.name() + ".weight", conv.weight());
    shapes.put(conv.name() + ".bias", new Shape(conv.channels()));
    return shapes;
  }

  private static Map<String, Shape> portedShapes(Convolution conv) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(conv.ported() + ".conv.weight", conv.weight());
    for (String name : Set.of("weight", "bias", "running_mean", "running_var")) {
      shapes.put(conv.ported() + ".bn." + name, new Shape(conv.channels()));
    }
    return shapes;
  }

  private static StateDict folded(
      StateDict weights, List<Convolution> convolutions, NDManager manager) throws IOException {
    Map<String, StoredTensor> folded = new LinkedHashMap<>();
    for (Convolution conv : convolutions) {
      float[] kernel = floats(weights, conv.ported() + ".conv.weight", manager);
      float[] gain = floats(weights, conv.ported() + ".bn.weight", manager);
      float[] bias = floats(weights, conv.ported() + ".bn.bias", manager);
      float[] mean = floats(weights, conv.ported() + ".bn.running_mean", manager);
      float[] variance = floats(weights, conv.ported() + ".bn.running_var", manager);
      int taps = kernel.length / gain.length;
      for (int i = 0; i < kernel.length; i++) {
        int channel = i / taps;
        kernel[i] *= (float) (gain[channel] / Math.sqrt(variance[channel] + EPSILON));
      }
      for (int channel = 0; channel < bias.length; channel++) {
        double scale = gain[channel] / Math.sqrt(variance[channel] + EPSILON);
        bias[channel] = (float) (bias[channel] - mean[channel] * scale);
      }
      folded.put(conv.name() + ".weight", StoredTensor.of(kernel, conv.weight()));
      folded.put(conv.name() + ".bias", StoredTensor.of(bias, new Shape(conv.channels())));
    }
    for (String part : List.of(".weight", ".bias")) {
      folded.put(CLASSIFIER + part, weights.get(CLASSIFIER + part));
    }
    return StateDict.of(weights.origin(), folded);
  }

  private static float[] floats(StateDict weights, String name, NDManager manager)
      throws IOException {
    try (NDArray array = weights.floats(name, manager)) {
      return array.toFloatArray();
    }
  }
}
