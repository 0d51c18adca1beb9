package org.aulos.dsp;

import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sound from ten seconds of log-mel frames of COALA: 22 kHz, 96 bands, 1024 points every 512
 * samples. An operation is one second of audio: the score is a multiple of real time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(LogMelInversionBenchmark.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 11, time = 1)
@Fork(2)
public class LogMelInversionBenchmark {

  static final int SECONDS = 10;

  private static final LogMelOptions OPTIONS = LogMelOptions.COALA;
  private static final int ITERATIONS = 60;

  private final float[] samples = Signals.noise(SECONDS * 22_000, 1);
  private final float[] logMel = new LogMel(OPTIONS).extract(samples);
  private final float[] mel =
      new MelSpectrogram(OPTIONS.stft(), OPTIONS.mel(), OPTIONS.spectrum()).extract(samples);
  private final float[] magnitudes = new Stft(OPTIONS.stft()).spectrum(samples, Spectrum.MAGNITUDE);

  private final LogMelInversion inversion = new LogMelInversion(OPTIONS, ITERATIONS);
  private final MelInversion melInversion =
      new MelInversion(new MelFilterBank(OPTIONS.mel(), OPTIONS.stft().fftSize()));
  private final GriffinLim griffinLim = new GriffinLim(OPTIONS.stft(), ITERATIONS, GriffinLim.FAST);

  /** All of it. */
  @Benchmark
  public float[] whole() {
    return inversion.waveform(logMel, new SplittableRandom(1));
  }

  /** The spectra of the bands. */
  @Benchmark
  public float[] melInversion() {
    return melInversion.spectra(mel);
  }

  /** Sixty iterations of Griffin-Lim. */
  @Benchmark
  public float[] griffinLim() {
    return griffinLim.waveform(magnitudes, samples.length, new SplittableRandom(1));
  }
}
