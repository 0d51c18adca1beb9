package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.aulos.api.AulosException;
import org.aulos.nn.Passes;
import org.aulos.nn.StateDict;
import org.aulos.nn.Trainee;
import org.aulos.nn.Weights;

/** COALA in training: the auto-encoder of audio and the network of the tags. */
final class CoalaTrainee implements Trainee {
  private final CoalaMethod method;
  private final TagTower tower;
  private final Examples examples;
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
    this.tower = tower;
    this.examples = examples;
    this.manager = manager;
    method = new CoalaMethod(options, tower);
    weights = Weights.drawn(method.shapes(), seed, manager).requiringGradients();
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public Map<String, NDArray> losses(long step) {
    // Dropout draws from the engine.
    manager.getEngine().setRandomSeed(examples.passes().draws(step).nextInt());
    List<Integer> numbers = examples.passes().examples(step);
    List<List<String>> tags = numbers.stream().map(examples.tags()::get).toList();
    return method.losses(patches(numbers), tags, weights);
  }

  /**
   * What the auto-encoder makes of a patch as it is now: log-mel values {@code [96 bands, 96
   * frames]}.
   */
  float[] reconstruction(int patch) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray told = method.reconstruction(patches(List.of(patch)), weights);
      return examples.scaler().undo(told.toFloatArray());
    }
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
