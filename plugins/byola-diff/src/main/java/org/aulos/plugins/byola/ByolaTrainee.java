package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.aulos.nn.Mode;
import org.aulos.nn.StateDict;
import org.aulos.nn.StoredTensor;
import org.aulos.nn.Trainee;
import org.aulos.nn.Weights;

/** BYOL-A in training: online and target network, the memory of Mixup, and the segments. */
final class ByolaTrainee implements Trainee {
  private static final double LEAST_GAMMA = 0.4;
  private static final double MOST_GAMMA = 0.6;

  private final ByolaTrainerOptions options;
  private final Segments segments;
  private final Normalisation normalisation;
  private final NDManager manager;
  private final Weights online;
  private final Weights target;
  private final DifferenceAwareByol method;
  private final MixupMemory memory;
  private final Views views;

  /**
   * A training that has not yet taken a step.
   *
   * @param manager owns both networks and the memory
   */
  ByolaTrainee(
      ByolaTrainerOptions options,
      Segments segments,
      Normalisation normalisation,
      long seed,
      NDManager manager) {
    this.options = options;
    this.segments = segments;
    this.normalisation = normalisation;
    this.manager = manager;
    ByolaNetwork network =
        new ByolaNetwork(options.version(), ByolaNetwork.CHANNELS, options.width());
    var heads = new DifferenceAwareByol.Heads(options.projectorHidden(), options.projectorOutput());
    online =
        Weights.drawn(DifferenceAwareByol.shapes(network, heads), seed, manager)
            .requiringGradients();
    target = online.only(DifferenceAwareByol.targetShapes(network, heads).keySet()).copy(manager);
    method = new DifferenceAwareByol(network, online, target, options.difference(), Mode.TRAINING);
    memory =
        new MixupMemory(
            options.augmentation().memory(),
            Views.COUNT,
            new Shape(ByolaNetwork.BANDS, Segments.FRAMES),
            manager);
    views = new Views(options.augmentation(), memory, Segments.FRAMES);
  }

  @Override
  public Weights weights() {
    return online;
  }

  @Override
  public Map<String, NDArray> losses(long step) {
    SplittableRandom random = segments.passes().draws(step);
    // Dropout draws from the engine.
    manager.getEngine().setRandomSeed(random.nextInt());
    NDArray x = normalisation.apply(segments.of(step));
    List<NDArray> both = views.of(x, random);
    int batch = Math.toIntExact(x.getShape().get(0));
    return method.losses(both.get(0), both.get(1), ratios(batch, random), ratios(batch, random));
  }

  private static float[] ratios(int batch, SplittableRandom random) {
    float[] ratios = new float[batch];
    for (int n = 0; n < batch; n++) {
      ratios[n] = (float) random.nextDouble(LEAST_GAMMA, MOST_GAMMA);
    }
    return ratios;
  }

  @Override
  public void moved(long step) {
    target.follow(online, options.decay());
  }

  @Override
  public StateDict published() {
    return online.under("encoder.").toStateDict();
  }

  @Override
  public StateDict state() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("memory.clips", StoredTensor.of(memory.clips()));
    // Two numbers, each exact in a float below 2^24.
    float low = memory.pushed() & 0xFFFFFF;
    float high = memory.pushed() >> 24;
    tensors.put("memory.pushed", StoredTensor.of(new float[] {low, high}, new Shape(2)));
    return StateDict.of("state", tensors)
        .and(target.toStateDict().renamed(name -> "target." + name));
  }

  @Override
  public void restore(StateDict state) throws IOException {
    target.set(state.under("target."));
    NDArray clips = state.get("memory.clips").toArray(manager);
    NDScope.unregister(clips);
    try (NDArray pushed = state.get("memory.pushed").toArray(manager)) {
      float[] parts = pushed.toFloatArray();
      memory.restore(clips, (long) parts[0] + ((long) parts[1] << 24));
    }
  }
}
