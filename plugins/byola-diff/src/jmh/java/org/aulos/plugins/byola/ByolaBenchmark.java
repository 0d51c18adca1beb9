package org.aulos.plugins.byola;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.aulos.nn.Adam;
import org.aulos.nn.Weights;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of training the published network of version 2 on 64 clips, both views given: losses,
 * gradients, Adam and the moving average, on two threads of the engine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=2"})
@Warmup(iterations = 2)
@Measurement(iterations = 7)
public class ByolaBenchmark {
  private static final int BATCH = 64;

  private final NDManager manager = NDManager.newBaseManager();
  private final ByolaNetwork network = new ByolaNetwork(Version.V2, ByolaNetwork.CHANNELS, 2048);
  private final Weights online;
  private final Weights target;
  private final NDArray first;
  private final NDArray second;
  private final Adam adam;
  private long step;

  /** Makes both networks and two views. */
  public ByolaBenchmark() {
    var heads = DifferenceAwareByol.Heads.PUBLISHED;
    online =
        Weights.drawn(DifferenceAwareByol.shapes(network, heads), 1, manager).requiringGradients();
    target = online.only(DifferenceAwareByol.targetShapes(network, heads).keySet()).copy(manager);
    first = manager.randomNormal(new Shape(BATCH, 1, ByolaNetwork.BANDS, Segments.FRAMES));
    second = manager.randomNormal(new Shape(BATCH, 1, ByolaNetwork.BANDS, Segments.FRAMES));
    adam = new Adam(Adam.Options.DEFAULTS, online, manager);
  }

  /** Frees the engine's memory. */
  @TearDown
  public void close() {
    manager.close();
  }

  /** BYOL-A. */
  @Benchmark
  public void byola() {
    step(0);
  }

  /** The difference-aware method: two more passes of the online network. */
  @Benchmark
  public void differenceAware() {
    step(0.5);
  }

  private void step(double difference) {
    var method =
        new DifferenceAwareByol(network, online, target, difference, org.aulos.nn.Mode.TRAINING);
    float[] ratios = new float[BATCH];
    Arrays.fill(ratios, 0.5f);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
        Map<String, NDArray> losses = method.losses(first, second, ratios, ratios);
        gradients.backward(losses.values().iterator().next());
      }
      adam.step(++step, 1e-3);
      target.follow(online, 0.99);
    }
  }
}
