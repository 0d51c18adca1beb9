package org.aulos.plugins.eval;

import java.util.List;
import org.aulos.api.spi.Describe;
import org.aulos.dsp.Deltas;
import org.aulos.dsp.MelOptions;
import org.aulos.dsp.MfccOptions;
import org.aulos.dsp.StftOptions;

/**
 * Options of the extractor {@code mfcc}.
 *
 * @param sampleRate of the audio, in Hz; at least 1
 * @param fftSize points of the Fourier transform and samples of the Hann window; at least 1
 * @param hop samples between frames; at least 1
 * @param bands mel bands; at least 1
 * @param minFrequency lower edge of the first band, in Hz; at least 0
 * @param maxFrequency upper edge of the last band, in Hz; at most half the sample rate
 * @param scale the mel scale
 * @param norm height of the triangles
 * @param coefficients kept, from the mean level on; 1 to {@code bands}
 * @param topDecibels levels further below the loudest of the clip are raised to that; greater than
 *     0
 * @param deltas whether first and second derivatives over time are appended to each frame
 * @param deltaWidth frames that take part in a derivative; odd, at least 3
 */
@Describe("Mel-frequency cepstral coefficients of mono audio.")
public record MfccExtractorOptions(
    @Describe("Sample rate, in Hz; greater than 0.") int sampleRate,
    @Describe("Points of the Fourier transform and length of the Hann window, in samples.")
        int fftSize,
    @Describe("Samples between frames; greater than 0.") int hop,
    @Describe("Mel bands; greater than 0.") int bands,
    @Describe("Lower edge of the first band, in Hz; 0 or more.") double minFrequency,
    @Describe("Upper edge of the last band, in Hz; at most half the sample rate.")
        double maxFrequency,
    @Describe("The mel scale: slaney or htk.") MelOptions.Scale scale,
    @Describe("Height of the triangles: slaney for equal areas, none for peak 1.")
        MelOptions.Norm norm,
    @Describe("Coefficients kept, from the mean level on; 1 to the number of bands.")
        int coefficients,
    @Describe("Range kept below the loudest band of the clip, in dB; greater than 0.")
        double topDecibels,
    @Describe(
            "Whether first and second derivatives over time are appended to each frame: three"
                + " times the bins.")
        boolean deltas,
    @Describe("Frames that take part in a derivative; odd, 3 or more.") int deltaWidth) {
  /** Librosa's choice at 22,050 Hz: 20 coefficients of 128 bands, 93 ms every 23 ms, 80 dB. */
  public static final MfccExtractorOptions DEFAULTS =
      new MfccExtractorOptions(
          22_050,
          2048,
          512,
          128,
          0,
          11_025,
          MelOptions.Scale.SLANEY,
          MelOptions.Norm.SLANEY,
          20,
          80,
          false,
          9);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public MfccExtractorOptions {
    dsp(
        StftOptions.centred(fftSize, hop),
        LogMelExtractorOptions.mel(sampleRate, bands, minFrequency, maxFrequency, scale, norm),
        coefficients,
        topDecibels);
    derivative(1, deltaWidth);
  }

  /** The same in the terms of the kernels, derivatives aside. */
  MfccOptions dsp() {
    return dsp(
        StftOptions.centred(fftSize, hop),
        LogMelExtractorOptions.mel(sampleRate, bands, minFrequency, maxFrequency, scale, norm),
        coefficients,
        topDecibels);
  }

  /** The derivatives that are appended to each frame, in their order. */
  List<Deltas> derivatives() {
    return deltas ? List.of(derivative(1, deltaWidth), derivative(2, deltaWidth)) : List.of();
  }

  private static MfccOptions dsp(
      StftOptions stft, MelOptions mel, int coefficients, double topDecibels) {
    return new MfccOptions(stft, mel, coefficients, topDecibels);
  }

  private static Deltas derivative(int order, int width) {
    return new Deltas(order, width);
  }
}
