package org.aulos.audio;

/** How {@link AudioFiles#write} stores samples. */
public enum AudioEncoding {
  /** WAV, 16-bit integers. */
  WAV_PCM16(16, false),
  /** WAV, 24-bit integers. */
  WAV_PCM24(24, false),
  /** WAV, 32-bit floats: exact, and not limited to [-1, 1]. */
  WAV_FLOAT32(32, false),
  /** FLAC, 16-bit integers; at most 8 channels. */
  FLAC16(16, true),
  /** FLAC, 24-bit integers; at most 8 channels. */
  FLAC24(24, true);

  final int bits;
  final boolean flac;

  AudioEncoding(int bits, boolean flac) {
    this.bits = bits;
    this.flac = flac;
  }
}
