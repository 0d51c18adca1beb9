package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Objects;

/**
 * Framing of a short-time Fourier transform.
 *
 * <p>The signal is extended by {@code margin} samples at each end. Frame {@code t} then covers
 * {@code fftSize} samples from {@code t * hop} on; a shorter window lies in the middle of the
 * frame, with zeros around it. A last frame that would not be full is left out.
 *
 * @param fftSize points of the transform; at least 1, of any factors; powers of two are the fastest
 * @param windowSize samples of the window; 1 to {@code fftSize}
 * @param window its shape
 * @param hop samples between frames; at least 1
 * @param padding what the margin reads; {@link Padding#NONE} exactly if {@code margin} is 0
 * @param margin samples added at each end; at least 0
 * @param normalised whether the spectrum is divided by the square root of {@code fftSize}
 */
public record StftOptions(
    int fftSize,
    int windowSize,
    Window window,
    int hop,
    Padding padding,
    int margin,
    boolean normalised) {

  /** Checks every component. */
  public StftOptions {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(padding, "padding");
    require(fftSize >= 1, "fftSize >= 1", fftSize);
    require(windowSize >= 1 && windowSize <= fftSize, "windowSize in 1.." + fftSize, windowSize);
    require(hop >= 1, "hop >= 1", hop);
    require(margin >= 0, "margin >= 0", margin);
    require(
        (padding == Padding.NONE) == (margin == 0),
        "padding NONE exactly if margin is 0",
        padding + " with margin " + margin);
  }

  /**
   * Frames centred on the multiples of {@code hop}: a reflected margin of half a frame and a window
   * of a whole one.
   */
  public static StftOptions centred(int fftSize, int hop) {
    return centred(fftSize, fftSize, hop);
  }

  /** Frames centred on the multiples of {@code hop}, with a window shorter than the frame. */
  public static StftOptions centred(int fftSize, int windowSize, int hop) {
    Padding padding = fftSize < 2 ? Padding.NONE : Padding.REFLECT;
    return new StftOptions(fftSize, windowSize, Window.HANN, hop, padding, fftSize / 2, false);
  }

  /**
   * Frames of {@code windowSize} samples inside the signal, the first at its start, each extended
   * with zeros to {@code fftSize}, half of them on each side.
   *
   * @throws IllegalArgumentException if the number of zeros is odd
   */
  public static StftOptions inside(int fftSize, int windowSize, int hop) {
    int zeros = fftSize - windowSize;
    require(zeros % 2 == 0, "an even difference of fftSize and windowSize", zeros);
    // The window never reads the margin: it only gives the frame the room for its zeros.
    Padding padding = zeros == 0 ? Padding.NONE : Padding.ZERO;
    return new StftOptions(
        fftSize, windowSize, Window.HANN, hop, padding, Math.max(zeros, 0) / 2, false);
  }

  /** These options with another padding of the same margin. */
  public StftOptions withPadding(Padding other) {
    return new StftOptions(
        fftSize, windowSize, window, hop, other, other == Padding.NONE ? 0 : margin, normalised);
  }

  /** These options with the spectrum divided by the square root of {@code fftSize}. */
  public StftOptions withNormalisation() {
    return new StftOptions(fftSize, windowSize, window, hop, padding, margin, true);
  }

  /** These options with another shape of the window; it is {@link Window#HANN} if not told. */
  public StftOptions withWindow(Window other) {
    return new StftOptions(fftSize, windowSize, other, hop, padding, margin, normalised);
  }

  /** The window of a frame: {@code fftSize} samples, zero around the window in their middle. */
  public float[] frameWindow() {
    float[] frame = new float[fftSize];
    System.arraycopy(window.samples(windowSize), 0, frame, windowStart(), windowSize);
    return frame;
  }

  /** First sample of a frame that the window covers. */
  int windowStart() {
    return (fftSize - windowSize) / 2;
  }

  /** Bins from 0 Hz up to half the sample rate. */
  public int bins() {
    return fftSize / 2 + 1;
  }

  /**
   * Frames of a signal of {@code samples} samples.
   *
   * @throws IllegalArgumentException if {@code samples} is negative
   */
  public int frames(int samples) {
    require(samples >= 0, "samples >= 0", samples);
    long extended = samples + 2L * margin;
    return extended < fftSize ? 0 : Math.toIntExact(1 + (extended - fftSize) / hop);
  }
}
