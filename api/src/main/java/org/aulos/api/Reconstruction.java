package org.aulos.api;

/**
 * An example beside what a model in training makes of it, to look at and to listen to. The sounds
 * of both sides are made from their levels in the same way, so that what is lost by that can be
 * told from what the model loses.
 *
 * @param clip id of the clip that the example is a part of
 * @param start where in the clip it begins, in seconds; 0 or more
 * @param original the sound of the example itself
 * @param input the example as the model hears it
 * @param output what the model makes of it; of as many bands and frames
 */
public record Reconstruction(
    String clip, double start, Waveform original, Side input, Side output) {

  /**
   * What goes into a model, or comes out of it.
   *
   * @param levels as a picture
   * @param sound made from the levels
   */
  public record Side(BandLevels levels, Waveform sound) {}

  /**
   * A reconstruction.
   *
   * @throws IllegalArgumentException if {@code start} is negative or no number, or the two sides
   *     differ in frames, bands or their frequencies
   */
  public Reconstruction {
    if (!(start >= 0 && start < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("expected start >= 0 s but was " + start);
    }
    BandLevels in = input.levels();
    BandLevels out = output.levels();
    if (in.frames() != out.frames()
        || !in.frequencies().equals(out.frequencies())
        || in.secondsPerFrame() != out.secondsPerFrame()) {
      throw new IllegalArgumentException(
          "expected the output in the frames and bands of the input but was %s of %s"
              .formatted(out, in));
    }
  }
}
