package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Objects;

/**
 * A log-mel spectrogram.
 *
 * @param stft framing
 * @param mel filters
 * @param spectrum what the filters weigh
 * @param floor how zero is kept from the logarithm
 * @param epsilon the least value, in units of the mel spectrum; 1e-37 to 1e37
 */
public record LogMelOptions(
    StftOptions stft, MelOptions mel, Spectrum spectrum, Floor floor, double epsilon) {

  /** How zero is kept from the logarithm. */
  public enum Floor {
    /** {@code ln(x + epsilon)}. */
    OFFSET,
    /** {@code ln(max(x, epsilon))}. */
    CLAMP
  }

  /** Distance from 1 to the next float: 2^-23. */
  public static final double FLOAT_EPSILON = 0x1p-23;

  /**
   * 16 kHz, 64 bands from 60 Hz to 7.8 kHz, frames of 64 ms every 10 ms: the front end of BYOL-A.
   */
  public static final LogMelOptions BYOL_A =
      new LogMelOptions(
          StftOptions.centred(1024, 160),
          new MelOptions(16_000, 64, 60, 7_800),
          Spectrum.POWER,
          Floor.OFFSET,
          FLOAT_EPSILON);

  /** As {@link #BYOL_A}, with filters on the HTK scale of peak 1. */
  public static final LogMelOptions BYOL_A_HTK =
      BYOL_A.withMel(MelOptions.htk(16_000, 64, 60, 7_800));

  /** As {@link #BYOL_A}, with frames of 25 ms and bands from 50 Hz to 8 kHz. */
  public static final LogMelOptions BYOL_A_25MS =
      new LogMelOptions(
          StftOptions.centred(400, 160),
          new MelOptions(16_000, 64, 50, 8_000),
          Spectrum.POWER,
          Floor.OFFSET,
          FLOAT_EPSILON);

  /** 22 kHz, 96 bands up to 11 kHz of magnitude: the front end of COALA. */
  public static final LogMelOptions COALA =
      new LogMelOptions(
          StftOptions.centred(1024, 512),
          new MelOptions(22_000, 96, 0, 11_000),
          Spectrum.MAGNITUDE,
          Floor.OFFSET,
          FLOAT_EPSILON);

  /**
   * 48 kHz, 80 HTK bands up to 24 kHz of magnitude, clamped at 1e-5: the front end of Ainur's
   * auto-encoder. CLASP uses the same mel spectrogram without the logarithm.
   */
  public static final LogMelOptions AINUR =
      new LogMelOptions(
          new StftOptions(1024, 1024, Window.HANN, 256, Padding.REFLECT, 384, false),
          MelOptions.htk(48_000, 80, 0, 24_000),
          Spectrum.MAGNITUDE,
          Floor.CLAMP,
          1e-5);

  /** 16 kHz, 64 bands from 125 Hz to 7.5 kHz of magnitude, offset 0.01: the front end of VGGish. */
  public static final LogMelOptions VGGISH =
      new LogMelOptions(
          StftOptions.inside(512, 400, 160),
          MelOptions.kaldi(16_000, 64, 125, 7_500),
          Spectrum.MAGNITUDE,
          Floor.OFFSET,
          0.01);

  /** As {@link #VGGISH}, offset 0.001: the front end of YAMNet. */
  public static final LogMelOptions YAMNET =
      new LogMelOptions(VGGISH.stft, VGGISH.mel, VGGISH.spectrum, Floor.OFFSET, 0.001);

  /** {@link #BYOL_A}. */
  public static final LogMelOptions DEFAULTS = BYOL_A;

  /** Checks every component. */
  public LogMelOptions {
    Objects.requireNonNull(stft, "stft");
    Objects.requireNonNull(mel, "mel");
    Objects.requireNonNull(spectrum, "spectrum");
    Objects.requireNonNull(floor, "floor");
    require(epsilon >= 1e-37 && epsilon <= 1e37, "epsilon in 1e-37..1e37", epsilon);
  }

  /** These options with other filters. */
  public LogMelOptions withMel(MelOptions other) {
    return new LogMelOptions(stft, other, spectrum, floor, epsilon);
  }

  /** These options with another framing. */
  public LogMelOptions withStft(StftOptions other) {
    return new LogMelOptions(other, mel, spectrum, floor, epsilon);
  }
}
