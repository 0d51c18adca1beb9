package org.aulos.api;

import java.util.List;

/**
 * Levels of frequency bands over time, in dB: a spectrogram to look at. Immutable, and not larger
 * than {@value #MOST_VALUES} values.
 */
public final class BandLevels {
  /** Values of the largest: an hour at 10 frames a second of 116 bands. */
  public static final int MOST_VALUES = 1 << 22;

  private final float[] decibels;
  private final List<Double> frequencies;
  private final double secondsPerFrame;

  /**
   * Levels of successive frames.
   *
   * @param decibels {@code [frames, bands]}, finite; 20 times the logarithm to base 10 of a
   *     magnitude, whatever it is measured in; copied
   * @param frequencies centre of each band, in Hz; ascending, one at least
   * @param secondsPerFrame from one frame to the next; greater than 0
   * @throws IllegalArgumentException if any is otherwise
   */
  public BandLevels(float[] decibels, List<Double> frequencies, double secondsPerFrame) {
    require(!frequencies.isEmpty(), "one band or more", "none");
    for (int band = 1; band < frequencies.size(); band++) {
      require(
          frequencies.get(band) > frequencies.get(band - 1), "ascending frequencies", frequencies);
    }
    require(
        decibels.length % frequencies.size() == 0,
        "frames of " + frequencies.size() + " bands",
        decibels.length + " values");
    require(decibels.length <= MOST_VALUES, MOST_VALUES + " values at most", decibels.length);
    for (float level : decibels) {
      require(Float.isFinite(level), "finite levels", level);
    }
    require(
        secondsPerFrame > 0 && Double.isFinite(secondsPerFrame),
        "secondsPerFrame > 0",
        secondsPerFrame);
    this.decibels = decibels.clone();
    this.frequencies = List.copyOf(frequencies);
    this.secondsPerFrame = secondsPerFrame;
  }

  /** Frames; 0 or more. */
  public int frames() {
    return decibels.length / bands();
  }

  /** Bands of each frame; 1 or more. */
  public int bands() {
    return frequencies.size();
  }

  /** The level of a band in a frame, both from 0, in dB. */
  public float decibels(int frame, int band) {
    return decibels[frame * bands() + band];
  }

  /** All levels, {@code [frames, bands]}, in dB; a copy. */
  public float[] decibels() {
    return decibels.clone();
  }

  /** Centres of the bands, in Hz, ascending. */
  public List<Double> frequencies() {
    return frequencies;
  }

  /** Seconds from one frame to the next. */
  public double secondsPerFrame() {
    return secondsPerFrame;
  }

  @Override
  public String toString() {
    return "BandLevels[%d frames, %d bands, %s s]".formatted(frames(), bands(), secondsPerFrame);
  }

  private static void require(boolean condition, String expectation, Object actual) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expectation + " but was " + actual);
    }
  }
}
