package org.aulos.dsp;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Log-mel of ten seconds at 16 kHz, 1024 points every 160 samples, 64 bands. An operation is one
 * second of audio: the score is a multiple of real time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(LogMelBenchmark.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 11, time = 1)
@Fork(2)
public class LogMelBenchmark {

  static final int SECONDS = 10;

  /** Samples of the window. */
  @Param({"400", "1024"})
  public int window;

  private LogMel logMel = new LogMel(LogMelOptions.DEFAULTS);
  private final float[] samples = Signals.noise(SECONDS * 16_000, 1);

  /** Chooses the window. */
  @Setup(Level.Trial)
  public void chooseWindow() {
    logMel = new LogMel(LogMelOptions.DEFAULTS.withStft(StftOptions.centred(1024, window, 160)));
  }

  /** One thread. */
  @Benchmark
  public float[] oneThread() {
    return logMel.extract(samples);
  }

  /** Two threads that share the front end, each with a clip at a time. */
  @Benchmark
  @Threads(2)
  public float[] twoThreads() {
    return logMel.extract(samples);
  }
}
