package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Objects;

/**
 * Mel-frequency cepstral coefficients.
 *
 * @param stft framing
 * @param mel filters, on power
 * @param coefficients kept, from the first (the mean level) on; 1 to the number of bands
 * @param topDecibels levels more than this below the loudest of the clip are raised to that;
 *     greater than 0, infinite to keep all
 */
public record MfccOptions(StftOptions stft, MelOptions mel, int coefficients, double topDecibels) {

  /** {@link #at} 22,050 Hz. */
  public static final MfccOptions DEFAULTS = at(22_050);

  /** Checks every component. */
  public MfccOptions {
    Objects.requireNonNull(stft, "stft");
    Objects.requireNonNull(mel, "mel");
    require(
        coefficients >= 1 && coefficients <= mel.bands(),
        "coefficients in 1.." + mel.bands(),
        coefficients);
    require(topDecibels > 0, "topDecibels > 0", topDecibels);
  }

  /**
   * Librosa's choice at {@code sampleRate}, in Hz: 20 coefficients of 128 bands up to half the
   * rate, frames of 2048 samples every 512, 80 dB.
   */
  public static MfccOptions at(int sampleRate) {
    return new MfccOptions(
        StftOptions.centred(2048, 512),
        new MelOptions(sampleRate, 128, 0, sampleRate / 2.0),
        20,
        80);
  }
}
