package org.aulos.plugins.eval;

import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.FeatureFormat;

/** Features of mono audio by a {@link Kernel}; states its formats and checks its input. */
final class FrontEndExtractor implements FeatureExtractor {
  private final Kernel kernel;

  /** Computes by the given kernel. */
  FrontEndExtractor(Kernel kernel) {
    this.kernel = kernel;
  }

  /** How features are computed, and where. */
  interface Kernel {
    /** Sample rate of the audio, in Hz. */
    int sampleRate();

    /** Samples between frames. */
    int hop();

    /** Values in each frame. */
    int bins();

    /** The features of audio in the right format. */
    FeatureBatch compute(AudioBatch audio, FeatureFormat format);
  }

  @Override
  public AudioFormat audioFormat() {
    return AudioFormat.mono(kernel.sampleRate());
  }

  @Override
  public FeatureFormat featureFormat() {
    return new FeatureFormat((double) kernel.sampleRate() / kernel.hop(), kernel.bins());
  }

  @Override
  public FeatureBatch extract(AudioBatch audio) {
    if (!audio.format().equals(audioFormat())) {
      throw new IllegalArgumentException(
          "expected audio of " + audioFormat() + " but was " + audio.format());
    }
    return kernel.compute(audio, featureFormat());
  }
}
