package org.aulos.api;

/**
 * Audio in host memory: one {@code float} array for each channel, nominally in [-1, 1] (float
 * recordings may exceed it).
 *
 * <p>The arrays are not copied, neither on the way in nor on the way out: a waveform is handed
 * over, not shared.
 */
public final class Waveform {
  private final float[][] channels;
  private final int sampleRate;

  /**
   * A waveform of the given channels.
   *
   * @param channels samples {@code [channel][frame]}; at least one channel, all of one length
   * @param sampleRate frames a second, in Hz; greater than 0
   * @throws IllegalArgumentException if there is no channel, the channels differ in length or the
   *     rate is not positive
   */
  public Waveform(float[][] channels, int sampleRate) {
    if (channels.length == 0) {
      throw new IllegalArgumentException("a waveform has at least one channel");
    }
    for (float[] channel : channels) {
      if (channel.length != channels[0].length) {
        throw new IllegalArgumentException(
            "channel lengths differ: " + channel.length + " != " + channels[0].length);
      }
    }
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("expected sampleRate > 0 Hz but was " + sampleRate);
    }
    this.channels = channels;
    this.sampleRate = sampleRate;
  }

  /** A waveform of one channel. */
  public static Waveform mono(float[] samples, int sampleRate) {
    return new Waveform(new float[][] {samples}, sampleRate);
  }

  /** Samples of one channel, {@code [frame]}; the array itself, not a copy. */
  public float[] channel(int index) {
    return channels[index];
  }

  /** Number of channels; at least 1. */
  public int channels() {
    return channels.length;
  }

  /** Number of samples in each channel; 0 or more. */
  public int frames() {
    return channels[0].length;
  }

  /** Frames a second, in Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** Duration in seconds. */
  public double seconds() {
    return (double) frames() / sampleRate;
  }

  @Override
  public String toString() {
    return "Waveform[%d channels, %d frames, %d Hz]".formatted(channels(), frames(), sampleRate);
  }
}
