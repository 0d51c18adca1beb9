package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Patches a second through networks of the published widths with random weights, ten patches at a
 * time as YAMNet has them of a clip of five seconds, on one thread of the engine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(NetworkBenchmark.PATCHES)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=1"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 9, time = 2)
public class NetworkBenchmark {
  static final int PATCHES = 10;
  private static final int[] WIDTHS = {
    32, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray patches =
      manager.create(
          ReferenceLayers.draw(new Random(1), PATCHES * 96 * 64, 1), new Shape(PATCHES, 96, 64));
  private final Yamnet yamnet;
  private final Vggish vggish;

  /** Makes the networks. */
  public NetworkBenchmark() {
    try {
      yamnet = Yamnet.of(StateDict.of("benchmark", RandomWeights.yamnet(WIDTHS, 521)), manager);
      vggish = Vggish.of(StateDict.of("benchmark", RandomWeights.vggish(64)), manager);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Frees the engine's memory. */
  @TearDown
  public void close() {
    manager.close();
  }

  /** YAMNet's embeddings. */
  @Benchmark
  public void yamnet() {
    yamnet.embeddings(patches).close();
  }

  /** VGGish's embeddings. */
  @Benchmark
  public void vggish() {
    vggish.embeddings(patches).close();
  }
}
