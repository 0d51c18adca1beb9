package org.aulos.plugins.byola;

import org.aulos.dsp.LogMelOptions;
import org.aulos.dsp.StftOptions;

/** Log-mel spectrograms that networks of this family hear: 16 kHz, 64 bands, every 10 ms. */
public enum FrontEnd {
  /** Frames of 25 ms, 50 Hz to 8 kHz: of the difference-aware method. */
  MEL_25MS,
  /** As MEL_25MS, each frame between zeros in a transform of 512 samples. */
  MEL_25MS_512,
  /** As MEL_25MS, each frame between zeros in a transform of 1024 samples. */
  MEL_25MS_1024,
  /** Frames of 64 ms, 60 Hz to 7.8 kHz, bands of equal area: of BYOL-A in training and EVAR. */
  MEL_64MS,
  /** As MEL_64MS, with bands of the HTK scale and of equal height: of the published BYOL-A code. */
  MEL_64MS_HTK;

  /** The kernel's options. */
  LogMelOptions options() {
    return switch (this) {
      case MEL_25MS -> LogMelOptions.BYOL_A_25MS;
      case MEL_25MS_512 -> longer(512);
      case MEL_25MS_1024 -> longer(1024);
      case MEL_64MS -> LogMelOptions.BYOL_A;
      case MEL_64MS_HTK -> LogMelOptions.BYOL_A_HTK;
    };
  }

  private static LogMelOptions longer(int points) {
    StftOptions frames = LogMelOptions.BYOL_A_25MS.stft();
    return LogMelOptions.BYOL_A_25MS.withStft(
        StftOptions.centred(points, frames.windowSize(), frames.hop()));
  }
}
