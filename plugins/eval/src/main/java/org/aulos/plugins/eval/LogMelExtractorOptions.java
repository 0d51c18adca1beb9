package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;
import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.MelOptions;
import org.aulos.dsp.Spectrum;
import org.aulos.dsp.StftOptions;

/**
 * Options of the extractor {@code log-mel}.
 *
 * @param sampleRate of the audio, in Hz; at least 1
 * @param fftSize points of the Fourier transform; at least 1
 * @param windowSize samples of the Hann window; 1 to {@code fftSize}
 * @param hop samples between frames; at least 1
 * @param bins mel bands; at least 1
 * @param minFrequency lower edge of the first band, in Hz; at least 0
 * @param maxFrequency upper edge of the last band, in Hz; at most half the sample rate
 * @param spectrum what the bands weigh
 * @param scale the mel scale
 * @param norm height of the triangles
 * @param epsilon added before the logarithm; greater than 0
 */
@Describe("Natural logarithm of a mel spectrogram of mono audio.")
public record LogMelExtractorOptions(
    @Describe("Sample rate, in Hz; greater than 0.") int sampleRate,
    @Describe("Points of the Fourier transform, in samples; powers of two are the fastest.")
        int fftSize,
    @Describe("Length of the Hann window, in samples; 1 to fft-size.") int windowSize,
    @Describe("Samples between frames; greater than 0.") int hop,
    @Describe("Mel bands; greater than 0.") int bins,
    @Describe("Lower edge of the first band, in Hz; 0 or more.") double minFrequency,
    @Describe("Upper edge of the last band, in Hz; at most half the sample rate.")
        double maxFrequency,
    @Describe("What the bands weigh: power or magnitude.") Spectrum spectrum,
    @Describe("The mel scale: slaney or htk.") MelOptions.Scale scale,
    @Describe("Height of the triangles: slaney for equal areas, none for peak 1.")
        MelOptions.Norm norm,
    @Describe("Added before the logarithm, in units of the mel spectrum; greater than 0.")
        double epsilon) {
  /** The front end of BYOL-A: 16 kHz, 64 bands from 60 Hz to 7.8 kHz, 64 ms every 10 ms. */
  public static final LogMelExtractorOptions DEFAULTS =
      new LogMelExtractorOptions(
          16_000,
          1024,
          1024,
          160,
          64,
          60,
          7_800,
          Spectrum.POWER,
          MelOptions.Scale.SLANEY,
          MelOptions.Norm.SLANEY,
          LogMelOptions.FLOAT_EPSILON);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public LogMelExtractorOptions {
    dsp(
        StftOptions.centred(fftSize, windowSize, hop),
        mel(sampleRate, bins, minFrequency, maxFrequency, scale, norm),
        spectrum,
        epsilon);
  }

  /** The same in the terms of the kernels. */
  LogMelOptions dsp() {
    return dsp(
        StftOptions.centred(fftSize, windowSize, hop),
        mel(sampleRate, bins, minFrequency, maxFrequency, scale, norm),
        spectrum,
        epsilon);
  }

  private static LogMelOptions dsp(
      StftOptions stft, MelOptions mel, Spectrum spectrum, double epsilon) {
    return new LogMelOptions(stft, mel, spectrum, LogMelOptions.Floor.OFFSET, epsilon);
  }

  /** Filters whose sides are straight in Hz. */
  static MelOptions mel(
      int sampleRate,
      int bands,
      double minFrequency,
      double maxFrequency,
      MelOptions.Scale scale,
      MelOptions.Norm norm) {
    return new MelOptions(
        sampleRate, bands, minFrequency, maxFrequency, scale, MelOptions.Slope.HERTZ, norm);
  }
}
