package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * VGGish for inference: six convolutions and three linear layers over patches of a log-mel
 * spectrogram (Hershey et al., <i>CNN architectures for large-scale audio classification</i>,
 * ICASSP 2017), with neither the last rectifier nor the whitening that its authors add for their
 * data set: what Fréchet audio distances are taken of.
 *
 * <p>Weights have the names of the <a href="https://github.com/harritaylor/torchvggish">PyTorch
 * port</a>, {@code features.0.weight} to {@code embeddings.4.bias}. Immutable, and safe to use from
 * several threads; records no gradients.
 */
public final class Vggish {
  /** Shape of a patch: frames and mel bands of {@link org.aulos.dsp.LogMelOptions#VGGISH}. */
  public static final Shape PATCH = new Shape(96, 64);

  private static final int WIDTH = 64;
  private static final int DIMENSION = 128;
  // Four times halved: 6 of 96 frames, 4 of 64 bands.
  private static final int POINTS = 24;

  private final List<Convolution> convolutions;
  private final List<Dense> dense;

  private Vggish(List<Convolution> convolutions, List<Dense> dense) {
    this.convolutions = List.copyOf(convolutions);
    this.dense = List.copyOf(dense);
  }

  /**
   * A convolution of 3 x 3 and the rectifier.
   *
   * @param outputs channels, in widths of the first layer
   * @param pooled whether only the largest of each 2 x 2 points is kept
   */
  private record Plan(int number, int inputs, int outputs, boolean pooled) {}

  private static final List<Plan> CONVOLUTIONS =
      List.of(
          new Plan(0, 0, 1, true),
          new Plan(3, 1, 2, true),
          new Plan(6, 2, 4, false),
          new Plan(8, 4, 4, true),
          new Plan(11, 4, 8, false),
          new Plan(13, 8, 8, true));

  private static final List<Integer> DENSE = List.of(0, 2, 4);

  /**
   * The network of the given weights. All its widths follow from that of their first layer; 64 is
   * the published one.
   *
   * @param manager owns the arrays of the network
   * @throws WeightsException if the weights are of another network; it lists what differs
   * @throws IOException if they cannot be read
   */
  public static Vggish of(StateDict weights, NDManager manager) throws IOException {
    weights.requireExactly(shapes(weights.firstAxis("features.0.weight", WIDTH)));
    List<Convolution> convolutions = new ArrayList<>();
    for (Plan plan : CONVOLUTIONS) {
      String name = "features." + plan.number();
      convolutions.add(
          new Convolution(
              innermost(weights.floats(name + ".weight", manager)),
              weights.floats(name + ".bias", manager),
              plan.pooled()));
    }
    List<Dense> dense = new ArrayList<>();
    for (int number : DENSE) {
      String name = "embeddings." + number;
      dense.add(
          new Dense(
              weights.floats(name + ".weight", manager), weights.floats(name + ".bias", manager)));
    }
    return new Vggish(convolutions, dense);
  }

  private static Map<String, Shape> shapes(long width) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Plan plan : CONVOLUTIONS) {
      String name = "features." + plan.number();
      long inputs = Math.max(1, plan.inputs() * width);
      shapes.put(name + ".weight", new Shape(plan.outputs() * width, inputs, 3, 3));
      shapes.put(name + ".bias", new Shape(plan.outputs() * width));
    }
    long inputs = 8 * width * POINTS;
    long hidden = 64 * width;
    for (int number : DENSE) {
      String name = "embeddings." + number;
      long outputs = number == 4 ? DIMENSION : hidden;
      shapes.put(name + ".weight", new Shape(outputs, inputs));
      shapes.put(name + ".bias", new Shape(outputs));
      inputs = outputs;
    }
    return shapes;
  }

  /** Values in an embedding: 128. */
  public int dimension() {
    return DIMENSION;
  }

  /** Number of weights and biases. */
  public long parameters() {
    return convolutions.stream().mapToLong(c -> c.weight().size() + c.bias().size()).sum()
        + dense.stream().mapToLong(d -> d.weight().size() + d.bias().size()).sum();
  }

  /**
   * The embedding of each patch.
   *
   * @param patches float32 {@code [patches, 96, 64]}, at least one
   * @return float32 {@code [patches, 128]}, attached to the manager of {@code patches}
   * @throws IllegalArgumentException if the type or shape does not fit
   */
  public NDArray embeddings(NDArray patches) {
    Checks.patches(patches, PATCH);
    return Scope.result(
        () -> {
          NDArray x = patches.expandDims(3).transpose(0, 3, 1, 2); // [n, 1, time, band]
          for (Convolution convolution : convolutions) {
            x = convolution.forward(x);
          }
          // The published weights count channels fastest, then bands: [n, 512, 6, 4] -> [n, 12288]
          x = x.transpose(0, 2, 3, 1).reshape(patches.getShape().get(0), -1);
          for (int i = 0; i < dense.size(); i++) {
            x = dense.get(i).forward(x);
            x = i + 1 < dense.size() ? Activation.relu(x) : x;
          }
          return x;
        });
  }

  /**
   * The same kernel with channels innermost in memory, which the engine then keeps so from layer to
   * layer: faster by a third.
   */
  private static NDArray innermost(NDArray kernel) {
    Shape shape = kernel.getShape();
    try (kernel;
        NDArray turned = kernel.transpose(0, 2, 3, 1);
        NDArray copy = turned.flatten();
        NDArray ordered = copy.reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))) {
      NDArray result = ordered.transpose(0, 3, 1, 2);
      NDScope.unregister(result);
      return result;
    }
  }

  private record Convolution(NDArray weight, NDArray bias, boolean pooled) {
    NDArray forward(NDArray x) {
      Shape one = new Shape(1, 1);
      Shape two = new Shape(2, 2);
      NDArray y = Activation.relu(Conv2d.conv2d(x, weight, bias, one, one, one).singletonOrThrow());
      return pooled ? Pool.maxPool2d(y, two, two, new Shape(0, 0), false) : y;
    }
  }

  private record Dense(NDArray weight, NDArray bias) {
    NDArray forward(NDArray x) {
      return Linear.linear(x, weight, bias).singletonOrThrow();
    }
  }
}
