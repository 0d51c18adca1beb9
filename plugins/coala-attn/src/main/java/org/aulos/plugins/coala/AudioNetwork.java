package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
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
 * The auto-encoder of spectrograms: five convolutions that halve a patch of 96 x 96 down to 3 x 3,
 * and five that double it again (equations 1 and 2 of the second paper).
 *
 * @param channels of each convolution; 128 in the published networks
 * @param width values of a projection, which the contrastive loss compares; as many as those of the
 *     tags
 * @param normalised whether the embedding is that of the second paper, which ends in layer
 *     normalisation, or that of the original COALA, which does not
 */
record AudioNetwork(int channels, int width, boolean normalised) {
  /** Bands and frames of a patch. */
  static final int SIZE = 96;

  /** Channels of the published networks. */
  static final int CHANNELS = 128;

  private static final int LAYERS = 5;
  private static final int LEAST_SIZE = SIZE >> LAYERS;
  private static final float DROPOUT = 0.25f;
  private static final float EPSILON = 1e-6f;
  private static final String ENCODER = "audio_encoder.";
  private static final String DECODER = "audio_decoder.";
  private static final String NORM = ENCODER + 21;
  private static final String PROJECTION = "fc_audio.0";
  // Positions in the decoder, in which the last convolution lacks the dropout before it.
  private static final int[] DOUBLINGS = {2, 6, 10, 14, 17};

  /** The last array of the names that every encoder has. */
  static final String KEY = PROJECTION + ".weight";

  /**
   * The network of which these are the weights.
   *
   * @throws CheckpointException if they are of another architecture
   */
  static AudioNetwork of(StateDict weights) {
    try {
      Shape convolution = weights.get(ENCODER + "0.weight").shape();
      Shape projection = weights.get(KEY).shape();
      if (convolution.dimension() == 4 && projection.dimension() == 2) {
        return new AudioNetwork(
            Math.toIntExact(convolution.get(0)),
            Math.toIntExact(projection.get(0)),
            weights.names().contains(NORM + ".weight"));
      }
      throw new CheckpointException(
          "%s: its convolution is of shape %s and its projection of %s; it is no audio encoder of COALA."
              .formatted(weights.origin(), convolution, projection));
    } catch (WeightsException e) {
      throw new CheckpointException(e.getMessage() + " It is no audio encoder of COALA.", e);
    }
  }

  /** Values of an embedding: 1,152 in the published networks. */
  int dimension() {
    return channels * LEAST_SIZE * LEAST_SIZE;
  }

  /** Shapes of the weights of the encoder, by their official names. */
  Map<String, Shape> encoderShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      String convolution = ENCODER + 4 * layer;
      shapes.put(convolution + ".weight", new Shape(channels, layer == 0 ? 1 : channels, 4, 4));
      shapes.put(convolution + ".bias", new Shape(channels));
      Norms.batch(shapes, ENCODER + (4 * layer + 1), channels);
    }
    if (normalised) {
      Norms.layer(shapes, NORM, dimension());
    }
    shapes.put(KEY, new Shape(width, dimension()));
    return shapes;
  }

  /** Shapes of the weights of the decoder, by their official names. */
  Map<String, Shape> decoderShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      int outputs = layer == LAYERS - 1 ? 1 : channels;
      String convolution = DECODER + DOUBLINGS[layer];
      shapes.put(convolution + ".weight", new Shape(channels, outputs, 4, 4));
      shapes.put(convolution + ".bias", new Shape(outputs));
      Norms.batch(shapes, DECODER + (DOUBLINGS[layer] + 1), outputs);
    }
    return shapes;
  }

  /**
   * The embeddings of patches, {@code z_a}.
   *
   * @param x scaled log-mel patches {@code [batch, 1, 96, 96]}: bands from the lowest, then time
   * @return {@code [batch, dimension]}
   */
  NDArray embedding(NDArray x, Weights weights, Mode mode) {
    NDArray maps = Layers.innermostChannels(x);
    for (int layer = 0; layer < LAYERS; layer++) {
      maps = Layers.halvingConvolution4x4(maps, weights.under(ENCODER + 4 * layer + "."));
      Weights norm = weights.under(ENCODER + (4 * layer + 1) + ".");
      maps = Layers.rectifiedBatchNorm(maps, norm, DROPOUT, mode);
    }
    NDArray flat = maps.reshape(maps.getShape().get(0), dimension()); // [B, C, 3, 3] -> [B, 9 C]
    return normalised ? Layers.layerNorm(flat, weights.under(NORM + "."), EPSILON) : flat;
  }

  /**
   * The projections of embeddings, {@code phi_a}.
   *
   * @param z {@code [batch, dimension]}
   * @return {@code [batch, width]}
   */
  NDArray projection(NDArray z, Weights weights, Mode mode) {
    return Layers.dropout(Layers.linear(z, weights.under(PROJECTION + ".")), DROPOUT, mode);
  }

  /**
   * The patches that the decoder makes of embeddings.
   *
   * @param z {@code [batch, dimension]}
   * @return {@code [batch, 1, 96, 96]}, 0 to 1
   */
  NDArray reconstruction(NDArray z, Weights weights, Mode mode) {
    NDArray kept = Layers.dropout(z, DROPOUT, mode);
    NDArray maps = kept.reshape(z.getShape().get(0), channels, LEAST_SIZE, LEAST_SIZE);
    for (int layer = 0; layer < LAYERS - 1; layer++) {
      Weights norm = weights.under(DECODER + (DOUBLINGS[layer] + 1) + ".");
      // What is dropped is the input of the next convolution; that of the last is whole.
      float rate = layer < LAYERS - 2 ? DROPOUT : 0;
      maps = Layers.rectifiedBatchNorm(doubled(maps, layer, weights), norm, rate, mode);
    }
    Weights norm = weights.under(DECODER + (DOUBLINGS[LAYERS - 1] + 1) + ".");
    return Activation.sigmoid(Layers.batchNorm(doubled(maps, LAYERS - 1, weights), norm, mode));
  }

  private static NDArray doubled(NDArray maps, int layer, Weights weights) {
    return Layers.doublingConvolution4x4(maps, weights.under(DECODER + DOUBLINGS[layer] + "."));
  }
}
