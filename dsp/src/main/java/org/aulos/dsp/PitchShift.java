package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Arrays;

/**
 * A shift of pitch that keeps the duration: a phase vocoder (J. Flanagan and R. Golden, "Phase
 * vocoder", 1966) stretches the waveform, and resampling shortens it again. Every frequency is
 * multiplied by the ratio; what is moved beyond half the sample rate is lost.
 *
 * <p>As with every phase vocoder, attacks are smeared over a frame of about a twentieth of a
 * second.
 */
public final class PitchShift {

  private static final double MOST_OCTAVES = 3;
  private static final int FRAMES_PER_SECOND = 20;
  private static final int LEAST_FFT = 64;
  private static final int HOPS_PER_FRAME = 4;
  // Numerator and denominator of the ratio, at most: within a cent of any shift, and few
  // enough for the resampler to keep its filter.
  private static final int MOST_PARTS = 1 << 10;

  private final int up;
  private final int down;
  private final Stft stft;
  private final Resampler resampler;

  private PitchShift(int up, int down, int sampleRate) {
    this.up = up;
    this.down = down;
    int size = Math.max(LEAST_FFT, Integer.highestOneBit(2 * sampleRate / FRAMES_PER_SECOND));
    this.stft = new Stft(StftOptions.centred(size, size / HOPS_PER_FRAME));
    this.resampler = Resampler.of(up, down);
  }

  /**
   * A shift for waveforms of one rate.
   *
   * @param semitones twelfths of an octave, upwards if positive; -36 to 36
   * @param sampleRate in Hz, 1 to 1,000,000
   * @throws IllegalArgumentException if one is out of its range
   */
  public static PitchShift of(double semitones, int sampleRate) {
    require(Math.abs(semitones) <= 12 * MOST_OCTAVES, "a shift of -36 to 36 semitones", semitones);
    require(sampleRate >= 1 && sampleRate <= 1_000_000, "sampleRate in 1..1000000 Hz", sampleRate);
    double ratio = Math.pow(2, semitones / 12);
    int best = 1;
    for (int parts = 1; parts <= MOST_PARTS && parts * ratio <= 8 * MOST_PARTS; parts++) {
      if (error(parts, ratio) < error(best, ratio) - 1e-12) {
        best = parts;
      }
    }
    return new PitchShift((int) Math.round(best * ratio), best, sampleRate);
  }

  private static double error(int parts, double ratio) {
    return Math.abs(Math.max(1, Math.round(parts * ratio)) / (parts * ratio) - 1);
  }

  /** What every frequency is multiplied by; within a cent of the shift that was asked for. */
  public double ratio() {
    return (double) up / down;
  }

  /** The waveform at its new pitch, as many samples as came; a new array. */
  public float[] shift(float[] samples) {
    if (up == down || samples.length == 0) {
      return samples.clone();
    }
    int stretched = Math.toIntExact(((long) samples.length * up + down - 1) / down);
    ComplexSpectrogram longer = PhaseVocoder.stretch(stft.forward(samples), (double) down / up);
    return Arrays.copyOf(resampler.resample(stft.inverse(longer, stretched)), samples.length);
  }
}
