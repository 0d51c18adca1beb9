package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.aulos.api.EmbeddingSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fréchet distances in 2,048 dimensions to a reference whose statistics were read already. On a
 * machine that does other things too, {@link CpuTime} tells what they cost.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 5)
public class FrechetBenchmark {
  private static final int DIMENSION = 2048;
  private static final int VECTORS = 6000;
  private static final int CLIPS = 64;
  private static final int CLIP_VECTORS = 30;

  private EmbeddingSet evaluated = set(2, 1, 1);
  private Gaussian reference = Gaussian.of(evaluated);
  private Gaussian fit = reference;
  private Coupling coupling = Coupling.of(reference, fit);
  private int[][] clips = {};

  /** Draws the vectors and fits the reference. */
  @Setup
  public void fit() {
    evaluated = set(VECTORS, DIMENSION, 1);
    Gaussian saved = Gaussian.of(set(VECTORS, DIMENSION, 2));
    reference = Gaussian.ofMoments(saved.count(), saved.mean(), saved.covariance());
    fit = Gaussian.of(evaluated);
    coupling = Coupling.of(reference, fit);
    clips = new int[CLIPS][];
    Arrays.setAll(
        clips, clip -> IntStream.range(clip * CLIP_VECTORS, (clip + 1) * CLIP_VECTORS).toArray());
  }

  /** The distance of two distributions that are fitted. */
  @Benchmark
  public Object core() {
    return Frechet.between(reference, fit);
  }

  /** The same, and what the shares of clips need. */
  @Benchmark
  public Object coreWithMap() {
    return Coupling.of(reference, fit);
  }

  /** The fit of 6,000 vectors. */
  @Benchmark
  public Object statistics() {
    return Gaussian.of(evaluated);
  }

  /** The influences of 6,000 vectors. */
  @Benchmark
  public Object influences() {
    return Frechet.influences(reference, fit, coupling, evaluated);
  }

  /** The distance of a clip of 30 vectors, one of 64 that are judged together. */
  @Benchmark
  @OperationsPerInvocation(CLIPS)
  public Object clip() {
    return ClipFad.distances(reference, evaluated, clips);
  }

  /** Values as embeddings have them: the spread falls from dimension to dimension. */
  private static EmbeddingSet set(int size, int dimension, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(0.998, i % dimension));
    }
    return new EmbeddingSet(
        "benchmark",
        IntStream.range(0, size).mapToObj(i -> "clip " + i / CLIP_VECTORS).toList(),
        values,
        dimension);
  }
}
