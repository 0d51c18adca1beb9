package org.aulos.dsp;

/**
 * A map from a mono waveform to a sequence of feature frames, time-major: {@code [frames, bins]}.
 */
public interface FrontEnd {

  /** Sample rate the waveform must have, in Hz. */
  int sampleRate();

  /** Hop between frames, in samples; greater than 0. */
  int hop();

  /** Values in a frame; greater than 0. */
  int bins();

  /**
   * Frames that a waveform of {@code samples} samples gives; may be 0.
   *
   * @throws IllegalArgumentException if {@code samples} is negative
   */
  int frames(int samples);

  /**
   * Writes the frames of {@code length} samples from {@code offset} on, as if they were a waveform
   * of their own: {@code frames(length) * bins()} values from {@code outOffset} on.
   *
   * @throws IllegalArgumentException if the samples or the room for the frames do not lie within
   *     their arrays
   */
  void extract(float[] samples, int offset, int length, float[] out, int outOffset);

  /** The frames of a whole waveform, {@code [frames(samples.length), bins()]}. */
  default float[] extract(float[] samples) {
    float[] out = new float[Math.multiplyExact(frames(samples.length), bins())];
    extract(samples, 0, samples.length, out, 0);
    return out;
  }
}
