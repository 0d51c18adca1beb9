package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.random.RandomGenerator;

/**
 * A waveform for magnitudes whose phases are unknown. Transforms back and forth, each time with the
 * given magnitudes and the phases that the last waveform had (D. Griffin and J. Lim, "Signal
 * estimation from modified short-time Fourier transform", 1984); with momentum it goes on in the
 * direction of its last step (N. Perraudin, P. Balazs and P. Søndergaard, "A fast Griffin-Lim
 * algorithm", 2013).
 *
 * <p>Nothing is allocated from one iteration to the next. Threads may share one.
 */
public final class GriffinLim {
  /** Momentum of {@code librosa.griffinlim}. */
  public static final double FAST = 0.99;

  private final Stft stft;
  private final int iterations;
  private final float weightOfLast;

  /**
   * A reconstruction.
   *
   * @param framing of the magnitudes; frames that overlap less than by half give poor results
   * @param iterations transforms there and back; at least 1
   * @param momentum 0 for the method of Griffin and Lim, {@link #FAST} to be fast; 0 to less than
   *     10
   * @throws IllegalArgumentException if a number lies outside its range
   */
  public GriffinLim(StftOptions framing, int iterations, double momentum) {
    require(iterations >= 1, "iterations >= 1", iterations);
    require(momentum >= 0 && momentum < 10, "momentum in 0..10", momentum);
    this.stft = new Stft(framing);
    this.iterations = iterations;
    // Only the direction counts: c + a (c - d) points where c - a / (1 + a) d does.
    this.weightOfLast = (float) (momentum / (1 + momentum));
  }

  /** The transform whose magnitudes are taken. */
  public Stft stft() {
    return stft;
  }

  /**
   * A waveform whose magnitudes come near to the given ones, from phases that are all zero.
   *
   * @param magnitudes {@code [frames, bins]}, 0 or more
   * @param length samples of the waveform; as many as give that number of frames
   * @throws IllegalArgumentException if the magnitudes are not those of so many samples
   */
  public float[] waveform(float[] magnitudes, int length) {
    var phases = begin(magnitudes, length);
    System.arraycopy(magnitudes, 0, phases.re(), 0, magnitudes.length);
    return iterate(magnitudes, phases, new float[length]);
  }

  /**
   * A waveform whose magnitudes come near to the given ones, from phases that are drawn.
   *
   * @param magnitudes {@code [frames, bins]}, 0 or more
   * @param length samples of the waveform; as many as give that number of frames
   * @param random draws the phases
   * @throws IllegalArgumentException if the magnitudes are not those of so many samples
   */
  public float[] waveform(float[] magnitudes, int length, RandomGenerator random) {
    var phases = begin(magnitudes, length);
    for (int i = 0; i < magnitudes.length; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      phases.re()[i] = (float) (magnitudes[i] * Math.cos(angle));
      phases.im()[i] = (float) (magnitudes[i] * Math.sin(angle));
    }
    return iterate(magnitudes, phases, new float[length]);
  }

  /**
   * How far the magnitudes of a waveform are from the given ones: the norm of the difference by the
   * norm of the latter, 0 where they agree (spectral convergence). Silence is 0 from silence, and
   * infinitely far from it is anything else.
   *
   * @throws IllegalArgumentException if the magnitudes are not those of so many samples
   */
  public double distance(float[] magnitudes, float[] samples) {
    requireFrames(magnitudes, samples.length);
    float[] own = stft.spectrum(samples, Spectrum.MAGNITUDE);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < own.length; i++) {
      difference += Math.pow((double) own[i] - magnitudes[i], 2);
      norm += (double) magnitudes[i] * magnitudes[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / norm);
  }

  private ComplexSpectrogram begin(float[] magnitudes, int length) {
    requireFrames(magnitudes, length);
    return new ComplexSpectrogram(stft.frames(length), stft.bins());
  }

  private void requireFrames(float[] magnitudes, int length) {
    long values = (long) stft.frames(length) * stft.bins();
    require(
        magnitudes.length == values,
        "%d magnitudes for %d samples".formatted(values, length),
        magnitudes.length);
  }

  private float[] iterate(float[] magnitudes, ComplexSpectrogram estimate, float[] samples) {
    float[] frame = stft.newFrame();
    float[] weights = stft.weights(estimate.frames(), samples.length);
    var now = new ComplexSpectrogram(estimate.frames(), estimate.bins());
    var last = new ComplexSpectrogram(estimate.frames(), estimate.bins());
    for (int i = 0; i < iterations; i++) {
      stft.inverse(estimate, weights, frame, samples);
      stft.forward(samples, frame, now);
      // In the first iteration there is no last one: its zeros weigh nothing.
      turn(magnitudes, now, last, estimate);
      var free = last;
      last = now;
      now = free;
    }
    stft.inverse(estimate, weights, frame, samples);
    return samples;
  }

  /** Gives the magnitudes the phases of {@code now - weightOfLast * last}. */
  private void turn(
      float[] magnitudes,
      ComplexSpectrogram now,
      ComplexSpectrogram last,
      ComplexSpectrogram estimate) {
    for (int i = 0; i < magnitudes.length; i++) {
      float re = now.re()[i] - weightOfLast * last.re()[i];
      float im = now.im()[i] - weightOfLast * last.im()[i];
      float length = (float) Math.sqrt(re * re + im * im);
      float scale = magnitudes[i] / (length + Float.MIN_NORMAL);
      estimate.re()[i] = scale * re;
      estimate.im()[i] = scale * im;
    }
  }
}
