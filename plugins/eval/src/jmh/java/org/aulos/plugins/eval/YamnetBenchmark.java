package org.aulos.plugins.eval;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.aulos.api.AudioBatch;
import org.aulos.api.Encoder;
import org.aulos.api.Waveform;
import org.aulos.testkit.SharedData;
import org.aulos.testkit.TestResources;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Clips of five seconds a second through YAMNet in its two packagings, front end included, four in
 * a batch, on one thread of either engine. Needs {@code models/yamnet-float} of the shared data.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(YamnetBenchmark.CLIPS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=1"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 9, time = 2)
public class YamnetBenchmark {
  static final int CLIPS = 4;
  private static final int RATE = 16_000;

  /** The file of weights, or the folder of the SavedModel. */
  @Param({"yamnet-float.safetensors", "saved_model"})
  public String packaging = "";

  private final NDManager manager = NDManager.newBaseManager();
  private final AudioBatch audio =
      AudioBatch.of(manager, List.of(clip(1), clip(2), clip(3), clip(4)));

  @SuppressWarnings("NullAway.Init") // set before each trial
  private Encoder<AudioBatch> yamnet;

  /** Opens the model. */
  @Setup
  public void open() {
    Path model = SharedData.find("models/yamnet-float").orElseThrow().resolve(packaging);
    yamnet =
        PretrainedEncoders.yamnet(
            new YamnetOptions(model, "serving_default", "embeddings"),
            TestResources.of(manager, Path.of("")));
  }

  /** Frees the engines' memory. */
  @TearDown
  public void close() {
    manager.close();
  }

  /** Embeddings of the batch. */
  @Benchmark
  public void embeddings() {
    yamnet.encode(audio).vectors().close();
  }

  private static Waveform clip(long seed) {
    Random random = new Random(seed);
    float[] samples = new float[5 * RATE];
    for (int t = 0; t < samples.length; t++) {
      samples[t] = (float) (0.1 * random.nextGaussian());
    }
    return Waveform.mono(samples, RATE);
  }
}
