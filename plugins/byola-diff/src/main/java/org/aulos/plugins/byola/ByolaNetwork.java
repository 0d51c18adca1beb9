package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.Layers;
import org.aulos.nn.Mode;
import org.aulos.nn.Norms;
import org.aulos.nn.StateDict;
import org.aulos.nn.Weights;
import org.aulos.nn.WeightsException;

/**
 * The convolutional network of BYOL-A: stages of convolution, normalisation and pooling over a
 * log-mel spectrogram of 64 bands, then two linear layers for each frame that is left. Version 1 is
 * that of Niizumi et al., <i>BYOL for Audio</i>, IJCNN 2021; version 2 that of the journal article
 * of 2023, which keeps the output of the convolutions beside that of the linear layers.
 *
 * @param version of the architecture
 * @param channels of each convolution; 64 in the published networks
 * @param width of the linear layers
 */
record ByolaNetwork(Version version, int channels, int width) {
  /** Mel bands of the input. */
  static final int BANDS = 64;

  /** Channels of the published networks. */
  static final int CHANNELS = 64;

  /** Name of the first linear layer. */
  static final String FIRST = "fc.0";

  /** Name of the second linear layer. */
  static final String SECOND = "fc.3";

  private static final float DROPOUT = 0.3f;

  /**
   * The network of which these are the weights.
   *
   * @throws CheckpointException if they are of another architecture
   */
  static ByolaNetwork of(StateDict weights) {
    boolean deep = weights.names().contains("features.8.weight");
    return new ByolaNetwork(
        deep ? Version.V1 : Version.V2,
        outputs(weights, "features.0.weight"),
        outputs(weights, "fc.0.weight"));
  }

  private static int outputs(StateDict weights, String name) {
    try {
      Shape shape = weights.get(name).shape();
      if (shape.dimension() > 1 && shape.get(0) > 0) {
        return Math.toIntExact(shape.get(0));
      }
      throw new CheckpointException(
          "%s: '%s' is of shape %s; it is not a checkpoint of BYOL-A."
              .formatted(weights.origin(), name, shape));
    } catch (WeightsException e) {
      throw new CheckpointException(e.getMessage() + " It is not a checkpoint of BYOL-A.", e);
    }
  }

  /** Name of a stage's convolution. */
  static String convolution(int stage) {
    return "features." + 4 * stage;
  }

  /** Name of a stage's normalisation. */
  static String norm(int stage) {
    return "features." + (4 * stage + 1);
  }

  /** Shapes of the weights, by their official names. */
  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int stage = 0; stage < version.stages(); stage++) {
      String convolution = convolution(stage);
      shapes.put(convolution + ".weight", new Shape(channels, stage == 0 ? 1 : channels, 3, 3));
      shapes.put(convolution + ".bias", new Shape(channels));
      Norms.batch(shapes, norm(stage), channels);
    }
    shapes.put(FIRST + ".weight", new Shape(width, convolved()));
    shapes.put(FIRST + ".bias", new Shape(width));
    shapes.put(SECOND + ".weight", new Shape(width, width));
    shapes.put(SECOND + ".bias", new Shape(width));
    return shapes;
  }

  /** Values in an embedding: 3,072 for the published network of version 2. */
  int dimension() {
    return version == Version.V2 ? convolved() + width : width;
  }

  /** Values that the convolutions leave of each frame. */
  private int convolved() {
    return channels * (BANDS >> version.stages());
  }

  /**
   * Features of each frame that the pooling leaves: one of four in version 2, of eight in version
   * 1.
   *
   * @param x normalised log-mel spectrograms {@code [batch, 1, 64, frames]}
   * @return {@code [batch, frames / 4 or 8, dimension]}
   */
  NDArray frames(NDArray x, Weights weights, Mode mode) {
    NDArray maps = maps(x, weights, mode);
    // Bands first, channels fastest: [B, C, F, T] -> [B, T, F, C] -> [B, T, F * C]
    NDArray convolved =
        maps.transpose(0, 3, 2, 1).reshape(maps.getShape().get(0), maps.getShape().get(3), -1);
    NDArray hidden = Activation.relu(Layers.linear(convolved, weights.under(FIRST + ".")));
    NDArray kept = Layers.dropout(hidden, DROPOUT, mode);
    NDArray linear = Activation.relu(Layers.linear(kept, weights.under(SECOND + ".")));
    return version == Version.V2 ? NDArrays.concat(new NDList(convolved, linear), 2) : linear;
  }

  /** The output of the convolutions, {@code [batch, channels, bands, frames]}. */
  NDArray maps(NDArray x, Weights weights, Mode mode) {
    NDArray maps = Layers.innermostChannels(x);
    for (int stage = 0; stage < version.stages(); stage++) {
      maps = Layers.convolution3x3(maps, weights.under(convolution(stage) + "."));
      Weights norm = weights.under(norm(stage) + ".");
      maps = Layers.maxPool2x2(Layers.batchNorm(maps, norm, mode));
      // Behind the pooling: values and gradients are the same, the points a quarter.
      maps = Activation.relu(maps);
    }
    return maps;
  }

  /**
   * The embedding of each clip: the largest and the mean value over its frames, added.
   *
   * @param frames {@code [batch, frames, dimension]}
   * @return {@code [batch, dimension]}
   */
  static NDArray pooled(NDArray frames) {
    int[] time = {1};
    return frames.max(time).add(frames.mean(time));
  }
}
