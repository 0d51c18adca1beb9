package org.aulos.audio;

/** The bounds of what is taken for sound. */
final class Limits {
  static final int MAX_SAMPLE_RATE = 768_000;
  static final int MAX_CHANNELS = 256;

  private Limits() {}

  /** Refuses a rate outside 1 to 768,000 Hz, naming the field that gave it. */
  static int sampleRate(FileBytes file, double rate, String field) {
    if (!(rate >= 1 && rate <= MAX_SAMPLE_RATE)) {
      throw file.error("%s is %.0f Hz; expected 1 to %d Hz", field, rate, MAX_SAMPLE_RATE);
    }
    return (int) Math.round(rate);
  }

  /** Refuses a channel count outside 1 to 256, naming the field that gave it. */
  static int channels(FileBytes file, int channels, String field) {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw file.error("%s is %d; expected 1 to %d channels", field, channels, MAX_CHANNELS);
    }
    return channels;
  }
}
