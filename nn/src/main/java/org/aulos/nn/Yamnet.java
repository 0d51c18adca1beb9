package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * YAMNet for inference: MobileNet v1 over patches of a log-mel spectrogram, trained on the 521
 * classes of AudioSet (Plakal and Ellis, <a
 * href="https://github.com/tensorflow/models/tree/master/research/audioset/yamnet">TensorFlow Model
 * Garden</a>).
 *
 * <p>Weights are known by two sets of names: {@code layer1.conv}, {@code layerN.depthwise} and
 * {@code layerN.pointwise} with the normalisation folded in, and those of the PyTorch port, {@code
 * layer1.fused.conv}, {@code layer1.fused.bn} and so on. Immutable, and safe to use from several
 * threads; records no gradients.
 */
public final class Yamnet {
  /** Shape of a patch: frames and mel bands of {@link org.aulos.dsp.LogMelOptions#YAMNET}. */
  public static final Shape PATCH = new Shape(96, 64);

  private static final int[] STRIDES = {2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

  private final List<Layer> layers;
  private final NDArray classifierWeight;
  private final NDArray classifierBias;

  private Yamnet(List<Layer> layers, NDArray classifierWeight, NDArray classifierBias) {
    this.layers = List.copyOf(layers);
    this.classifierWeight = classifierWeight;
    this.classifierBias = classifierBias;
  }

  /**
   * The network of the given weights. Its channels are as many as theirs.
   *
   * @param manager owns the arrays of the network
   * @throws WeightsException if the weights are of another network; it lists what differs
   * @throws IOException if they cannot be read
   */
  public static Yamnet of(StateDict weights, NDManager manager) throws IOException {
    StateDict folded = YamnetWeights.folded(weights, manager);
    List<Layer> layers = new ArrayList<>();
    layers.add(layer(folded, "layer1.conv", STRIDES[0], manager));
    for (int n = 2; n <= STRIDES.length; n++) {
      layers.add(layer(folded, "layer" + n + ".depthwise", STRIDES[n - 1], manager));
      layers.add(layer(folded, "layer" + n + ".pointwise", 1, manager));
    }
    return new Yamnet(
        layers,
        folded.floats("classifier.weight", manager),
        folded.floats("classifier.bias", manager));
  }

  /** Values in an embedding; 1,024 in the published network. */
  public int dimension() {
    return Math.toIntExact(classifierWeight.getShape().get(1));
  }

  /** Classes it tells apart; 521 in the published network. */
  public int classes() {
    return Math.toIntExact(classifierBias.getShape().get(0));
  }

  /** Number of weights and biases. */
  public long parameters() {
    long count = classifierWeight.size() + classifierBias.size();
    return count
        + layers.stream().mapToLong(layer -> layer.weight.size() + layer.bias.size()).sum();
  }

  /**
   * The average of the last layer over time and frequency, for each patch.
   *
   * @param patches float32 {@code [patches, 96, 64]}, at least one
   * @return float32 {@code [patches, dimension]}, attached to the manager of {@code patches}
   * @throws IllegalArgumentException if the type or shape does not fit
   */
  public NDArray embeddings(NDArray patches) {
    Checks.patches(patches, PATCH);
    return Scope.result(
        () -> {
          NDArray x = patches.expandDims(3); // [n, time, band, channel]
          for (Layer layer : layers) {
            x = layer.forward(x);
          }
          return x.reshape(x.getShape().get(0), -1, dimension()).mean(new int[] {1});
        });
  }

  /**
   * The score of each class for each patch, in 0..1 and independent of each other.
   *
   * @param embeddings float32 {@code [patches, dimension]}
   * @return float32 {@code [patches, classes]}, attached to the manager of {@code embeddings}
   */
  public NDArray scores(NDArray embeddings) {
    return Scope.result(
        () ->
            Activation.sigmoid(
                Linear.linear(embeddings, classifierWeight, classifierBias).singletonOrThrow()));
  }

  private static Layer layer(StateDict weights, String name, int stride, NDManager manager)
      throws IOException {
    return new Layer(
        weights.floats(name + ".weight", manager), weights.floats(name + ".bias", manager), stride);
  }

  /**
   * A convolution over time and band within each channel, or over channels at each point; then the
   * rectifier. Channels are innermost throughout, {@code [n, time, band, channel]}: for these thin
   * layers a quarter faster than the engine's usual order.
   */
  private record Layer(NDArray weight, NDArray bias, int stride) {
    NDArray forward(NDArray x) {
      boolean pointwise = weight.getShape().get(2) == 1;
      return Activation.relu(pointwise ? mixed(x) : filtered(x));
    }

    /** One matrix product for all points. */
    private NDArray mixed(NDArray x) {
      NDArray matrix = weight.reshape(weight.getShape().slice(0, 2));
      return Linear.linear(x, matrix, bias).singletonOrThrow();
    }

    private NDArray filtered(NDArray x) {
      // As TensorFlow pads: at stride 2, and sizes that are even, behind the last value alone.
      NDArray padded = stride == 2 ? x.pad(new Shape(0, 0, 0, 1, 0, 1), 0) : x;
      int margin = stride == 2 ? 0 : 1;
      // The engine knows by the strides that channels are innermost, and leaves them there.
      return Conv2d.conv2d(
              padded.transpose(0, 3, 1, 2),
              weight,
              bias,
              new Shape(stride, stride),
              new Shape(margin, margin),
              new Shape(1, 1),
              Math.toIntExact(x.getShape().get(3)))
          .singletonOrThrow()
          .transpose(0, 2, 3, 1);
    }
  }
}
