package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.nn.Layers;
import org.aulos.nn.Mode;
import org.aulos.nn.Weights;

/**
 * The method: an auto-encoder of audio and a network of the tags, whose projections are to agree.
 */
final class CoalaMethod {
  private final CoalaTrainerOptions options;
  private final AudioNetwork network;
  private final TagTower tower;

  CoalaMethod(CoalaTrainerOptions options, TagTower tower) {
    this.options = options;
    this.tower = tower;
    boolean original = options.tags() == CoalaTrainerOptions.Tags.MULTI_HOT;
    network = new AudioNetwork(options.channels(), tower.width(), !original);
  }

  /** Shapes of what is learnt, by the official names. */
  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>(network.encoderShapes());
    shapes.putAll(network.decoderShapes());
    shapes.putAll(tower.shapes());
    return shapes;
  }

  /**
   * The losses of a batch: {@code loss}, which is minimised, and its parts without their weights.
   *
   * @param x scaled patches {@code [batch, 1, 96, 96]}
   * @param tags of each patch
   * @param weights of {@link #shapes}
   */
  Map<String, NDArray> losses(NDArray x, List<List<String>> tags, Weights weights) {
    NDArray z = network.embedding(x, weights, Mode.TRAINING);
    NDArray audio = network.projection(z, weights, Mode.TRAINING);
    NDArray told = network.reconstruction(z, weights, Mode.TRAINING);
    TagTower.Output words = tower.of(tags, weights, Mode.TRAINING, x.getManager());
    NDArray reconstruction = Losses.reconstruction(told, x);
    NDArray contrast = Losses.contrast(audio, words.projection(), options.temperature());
    NDArray loss =
        Layers.scaled(reconstruction, options.reconstruction())
            .add(Layers.scaled(contrast, options.contrast()));
    for (NDArray own : words.losses().values()) {
      loss = loss.add(Layers.scaled(own, options.tagReconstruction()));
    }
    Map<String, NDArray> losses = new LinkedHashMap<>();
    losses.put("loss", loss);
    losses.put("reconstruction", reconstruction);
    losses.put("contrast", contrast);
    losses.putAll(words.losses());
    return losses;
  }

  /**
   * What the auto-encoder makes of scaled patches, nothing dropped.
   *
   * @param x {@code [batch, 1, 96, 96]}
   * @return of the same shape
   */
  NDArray reconstruction(NDArray x, Weights weights) {
    NDArray z = network.embedding(x, weights, Mode.EVALUATION);
    return network.reconstruction(z, weights, Mode.EVALUATION);
  }
}
