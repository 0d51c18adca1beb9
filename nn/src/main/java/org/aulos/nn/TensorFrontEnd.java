package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * A map from waveforms to sequences of feature frames, as tensor operations on the device of the
 * input; the twin of {@link org.aulos.dsp.FrontEnd}.
 */
public interface TensorFrontEnd {
  /** Sample rate the waveforms must have, in Hz. */
  int sampleRate();

  /** Hop between frames, in samples; greater than 0. */
  int hop();

  /** Values in a frame of one channel; greater than 0. */
  int bins();

  /**
   * Frames that a waveform of {@code samples} samples gives; may be 0.
   *
   * @throws IllegalArgumentException if {@code samples} is negative
   */
  int frames(int samples);

  /** Frames that waveforms of the given lengths give. */
  default int[] frames(int[] lengths) {
    return Arrays.stream(lengths).map(this::frames).toArray();
  }

  /**
   * The features of each clip, as if it were alone.
   *
   * @param samples float32 {@code [batch, samples]} or {@code [batch, channels, samples]}
   * @param lengths valid samples of each clip; what lies behind is not read
   * @return float32 {@code [batch, frames, channels * bins]}, the bins of the first channel first;
   *     as many frames as the longest clip gives, at least one; frames behind the valid ones of a
   *     clip are zero; attached to the manager of {@code samples}
   * @throws IllegalArgumentException if type, shape or a length does not fit
   */
  NDArray extract(NDArray samples, int[] lengths);
}
