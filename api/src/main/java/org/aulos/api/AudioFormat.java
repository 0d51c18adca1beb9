package org.aulos.api;

/**
 * The audio that a stage expects or yields.
 *
 * @param sampleRate frames a second, in Hz; greater than 0
 * @param channels number of channels; greater than 0
 */
public record AudioFormat(int sampleRate, int channels) {
  /**
   * A format.
   *
   * @throws IllegalArgumentException if either value is not positive
   */
  public AudioFormat {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("expected sampleRate > 0 Hz but was " + sampleRate);
    }
    if (channels <= 0) {
      throw new IllegalArgumentException("expected channels > 0 but was " + channels);
    }
  }

  /** One channel at the given rate in Hz. */
  public static AudioFormat mono(int sampleRate) {
    return new AudioFormat(sampleRate, 1);
  }

  @Override
  public String toString() {
    return sampleRate + " Hz, " + (channels == 1 ? "mono" : channels + " channels");
  }
}
