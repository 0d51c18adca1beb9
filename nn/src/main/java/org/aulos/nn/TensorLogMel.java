package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import org.aulos.dsp.LogMelOptions;

/**
 * Natural logarithm of a mel spectrogram, as tensor operations; the twin of {@link
 * org.aulos.dsp.LogMel}.
 */
public final class TensorLogMel implements TensorFrontEnd {
  private final LogMelOptions options;
  private final TensorMel mel;

  /** A log-mel front end. */
  public TensorLogMel(LogMelOptions options) {
    this.options = options;
    mel = new TensorMel(options.stft(), options.mel(), options.spectrum());
  }

  /** The options. */
  public LogMelOptions options() {
    return options;
  }

  @Override
  public int sampleRate() {
    return options.mel().sampleRate();
  }

  @Override
  public int hop() {
    return options.stft().hop();
  }

  @Override
  public int bins() {
    return mel.bands();
  }

  @Override
  public int frames(int samples) {
    return options.stft().frames(samples);
  }

  @Override
  public NDArray extract(NDArray samples, int[] lengths) {
    return Clips.of(samples, lengths)
        .features(this::frames, bins(), clips -> logarithm(mel.bands(clips)));
  }

  private NDArray logarithm(NDArray bands) {
    double epsilon = options.epsilon();
    return options.floor() == LogMelOptions.Floor.OFFSET
        ? bands.add(epsilon).log()
        : bands.maximum(epsilon).log();
  }
}
