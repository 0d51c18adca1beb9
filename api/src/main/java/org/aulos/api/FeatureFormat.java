package org.aulos.api;

/**
 * The features that an extractor yields.
 *
 * @param frameRate frames a second, in Hz; greater than 0
 * @param bins values in each frame; greater than 0
 */
public record FeatureFormat(double frameRate, int bins) {
  /**
   * A format.
   *
   * @throws IllegalArgumentException if either value is not positive
   */
  public FeatureFormat {
    if (!(frameRate > 0)) {
      throw new IllegalArgumentException("expected frameRate > 0 Hz but was " + frameRate);
    }
    if (bins <= 0) {
      throw new IllegalArgumentException("expected bins > 0 but was " + bins);
    }
  }

  @Override
  public String toString() {
    return bins + " bins at " + frameRate + " Hz";
  }
}
