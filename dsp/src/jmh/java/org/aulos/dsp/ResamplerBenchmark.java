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
 * Resampling of ten seconds. An operation is one second of audio: the score is a multiple of real
 * time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ResamplerBenchmark.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 11, time = 1)
@Fork(2)
public class ResamplerBenchmark {

  static final int SECONDS = 10;

  /** Rates in Hz. */
  @Param({"44100-16000", "48000-16000", "16000-44100"})
  public String rates = "";

  private Resampler resampler = Resampler.of(1, 1);
  private float[] samples = {};

  /** Designs the filter and makes the signal. */
  @Setup(Level.Trial)
  public void chooseRates() {
    int dash = rates.indexOf('-');
    int from = Integer.parseInt(rates.substring(0, dash));
    resampler = Resampler.of(from, Integer.parseInt(rates.substring(dash + 1)));
    samples = Signals.noise(SECONDS * from, 1);
  }

  /** One thread. */
  @Benchmark
  public float[] oneThread() {
    return resampler.resample(samples);
  }

  /** Two threads that share the resampler, each with a clip at a time. */
  @Benchmark
  @Threads(2)
  public float[] twoThreads() {
    return resampler.resample(samples);
  }
}
