package org.aulos.plugins.coala;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.aulos.nn.Sgd;
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
 * One step of training the published network with one head of attention, word vectors of 128 values
 * and 128 clips, patches given: losses, gradients and SGD, on two threads of the engine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=2"})
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class CoalaBenchmark {
  private static final int BATCH = 128;
  private static final int WIDTH = 128;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray x =
      manager.randomUniform(0, 1, new Shape(BATCH, 1, AudioNetwork.SIZE, AudioNetwork.SIZE));
  private final List<List<String>> tags = new ArrayList<>();
  private final CoalaMethod method;
  private final Weights weights;
  private final Sgd sgd;
  private long step;

  /** Makes the networks and a batch. */
  public CoalaBenchmark() {
    List<String> words = IntStream.range(0, 1000).mapToObj(i -> "word" + i).toList();
    for (int clip = 0; clip < BATCH; clip++) {
      tags.add(words.subList(clip, clip + 1 + clip % TagNetwork.POSITIONS));
    }
    method = new CoalaMethod(CoalaTrainerOptions.ATTENTION, tower(words, manager));
    weights = Weights.drawn(method.shapes(), 1, manager).requiringGradients();
    sgd = new Sgd(Sgd.Options.DEFAULTS, weights, manager);
  }

  private static TagTower tower(List<String> words, NDManager manager) {
    Map<String, Shape> shapes = new LinkedHashMap<>(new TagNetwork(1, WIDTH, true).shapes());
    shapes.put(TagNetwork.TABLE, new Shape(words.size(), WIDTH));
    try {
      return TagTower.of(Weights.drawn(shapes, 1, manager).toStateDict(), words, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Frees the engine's memory. */
  @TearDown
  public void close() {
    manager.close();
  }

  /** A step. */
  @Benchmark
  public void step() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
        gradients.backward(method.losses(x, tags, weights).values().iterator().next());
      }
      sgd.step(++step, 0.005);
    }
  }
}
