package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.aulos.api.AulosException;
import org.aulos.nn.EngineArrays;
import org.aulos.nn.Mode;
import org.aulos.nn.Passes;
import org.aulos.nn.StateDict;
import org.aulos.nn.Trainee;
import org.aulos.nn.Weights;

/** COALA in training: the auto-encoder of audio and the network of the tags. */
final class CoalaTrainee implements Trainee {
  private final CoalaTrainerOptions options;
  private final AudioNetwork network;
  private final TagTower tower;
  private final Examples examples;
  private final long seed;
  private final NDManager manager;
  private final Weights weights;

  /**
   * What is learnt from.
   *
   * @param patches of the clips
   * @param scaler that fits them
   * @param tags of each patch
   * @param passes over them
   */
  record Examples(Patches patches, Scaler scaler, List<List<String>> tags, Passes passes) {}

  /**
   * A training that has not yet taken a step.
   *
   * @param manager owns the weights
   */
  CoalaTrainee(
      CoalaTrainerOptions options,
      TagTower tower,
      Examples examples,
      long seed,
      NDManager manager) {
    this.options = options;
    this.tower = tower;
    this.examples = examples;
    this.seed = seed;
    this.manager = manager;
    boolean original = options.tags() == CoalaTrainerOptions.Tags.MULTI_HOT;
    network = new AudioNetwork(options.channels(), tower.width(), !original);
    Map<String, Shape> shapes = new LinkedHashMap<>(network.encoderShapes());
    shapes.putAll(network.decoderShapes());
    shapes.putAll(tower.shapes());
    weights = Weights.drawn(shapes, seed, manager).requiringGradients();
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public Map<String, NDArray> losses(long step) {
    // Dropout draws from the engine.
    int draw = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * step).nextInt();
    manager.getEngine().setRandomSeed(draw);
    List<Integer> numbers = examples.passes().examples(step);
    return losses(patches(numbers), numbers.stream().map(examples.tags()::get).toList());
  }

  /**
   * The losses of a batch: {@code loss}, which is minimised, and its parts without their weights.
   *
   * @param x scaled patches {@code [batch, 1, 96, 96]}
   */
  Map<String, NDArray> losses(NDArray x, List<List<String>> tags) {
    NDArray z = network.embedding(x, weights, Mode.TRAINING);
    NDArray audio = network.projection(z, weights, Mode.TRAINING);
    NDArray told = network.reconstruction(z, weights, Mode.TRAINING);
    TagTower.Output words = tower.of(tags, weights, Mode.TRAINING, x.getManager());
    NDArray reconstruction = Losses.reconstruction(told, x);
    NDArray contrast = Losses.contrast(audio, words.projection(), options.temperature());
    NDArray loss =
        weighted(reconstruction, options.reconstruction())
            .add(weighted(contrast, options.contrast()));
    for (NDArray own : words.losses().values()) {
      loss = loss.add(weighted(own, options.tagReconstruction()));
    }
    Map<String, NDArray> losses = new LinkedHashMap<>();
    losses.put("loss", loss);
    losses.put("reconstruction", reconstruction);
    losses.put("contrast", contrast);
    losses.putAll(words.losses());
    return losses;
  }

  private static NDArray weighted(NDArray loss, double weight) {
    return loss.mul(EngineArrays.scalar(loss.getManager(), weight));
  }

  private NDArray patches(List<Integer> numbers) {
    try {
      return examples.scaler().apply(examples.patches().of(numbers, manager)).expandDims(1);
    } catch (IOException e) {
      throw new AulosException("the patches of the run cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public StateDict published() {
    return weights.toStateDict().and(tower.constants());
  }

  @Override
  public StateDict state() {
    return StateDict.of("state", Map.of());
  }

  @Override
  public void restore(StateDict state) {}
}
