package org.aulos.plugins.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Score;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of a distance between two sets of 2,000 vectors, and of a probe on 400 clips. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class MetricBenchmark {
  private static final int VECTORS = 2000;
  private static final int CLIPS = 400;
  private static final int CLASSES = 10;
  private static final NetworkProbeOptions ONCE = once(NetworkProbeOptions.MLP);

  private static NetworkProbeOptions once(NetworkProbeOptions protocol) {
    return new NetworkProbeOptions(
        protocol.hidden(),
        protocol.dropout(),
        protocol.recipe(),
        protocol.learningRate(),
        protocol.l2(),
        protocol.batchSize(),
        protocol.epochs(),
        protocol.stopping(),
        protocol.patience(),
        protocol.validation(),
        1,
        protocol.standardise(),
        Protocol.STRATIFIED,
        10);
  }

  /** Dimensions of the vectors. */
  @Param({"128", "512"})
  public int dimension;

  private EmbeddingSets pair = new EmbeddingSets(set(2, 1, 1), set(2, 1, 1));
  private LabelledEmbeddings clips = new LabelledEmbeddings(set(0, 1, 1), List.of(), List.of());

  /** Draws the vectors. */
  @Setup
  public void draw() {
    pair = new EmbeddingSets(set(VECTORS, dimension, 1), set(VECTORS, dimension, 2));
    List<String> labels = new ArrayList<>();
    List<String> folds = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      labels.add("class " + i % CLASSES);
      folds.add("fold " + i / CLASSES % 5);
    }
    clips = new LabelledEmbeddings(set(CLIPS, dimension, 3), labels, folds);
  }

  /** The Fréchet audio distance. */
  @Benchmark
  public Score fad() {
    return new FrechetMetrics.OfSets(new Fad(1)).score(pair);
  }

  /** The linear probe, five folds of ten classes that cannot be told apart. */
  @Benchmark
  public Score linearProbe() {
    return new LinearProbe(LinearProbeOptions.DEFAULTS, 1).score(clips);
  }

  /** The probe by a network of one hidden layer, ten folds, trained once. */
  @Benchmark
  public Score networkProbe() {
    return new NetworkProbe("mlp-probe", ONCE, 1).score(clips);
  }

  private static EmbeddingSet set(int size, int dimension, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size * dimension];
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < size; i++) {
      ids.add("clip " + i);
    }
    return new EmbeddingSet("benchmark", ids, values, dimension);
  }
}
