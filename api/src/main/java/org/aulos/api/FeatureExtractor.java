package org.aulos.api;

/**
 * Turns waveforms into features. Immutable, and safe to use from several threads.
 *
 * <p>The features of a clip depend on that clip alone: neither its neighbours in the batch nor the
 * padding behind it change them.
 */
public interface FeatureExtractor {
  /** The audio it expects; the runtime resamples and mixes to it. */
  AudioFormat audioFormat();

  /** The features it yields. */
  FeatureFormat featureFormat();

  /**
   * The features of each clip, attached to the manager of {@code audio}.
   *
   * @param audio waveforms in {@link #audioFormat()}
   * @throws IllegalArgumentException if the batch has another rate or channel count
   */
  FeatureBatch extract(AudioBatch audio);
}
