package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;
import static org.aulos.dsp.Arguments.requireRange;

import java.util.Arrays;

/** Short-time Fourier transform and its inverse. */
public final class Stft {

  private final StftOptions options;
  private final RealFft fft;
  // Both of fftSize samples, zero around the window.
  private final float[] window;
  private final float[] analysisWindow;

  /** A transform with the given framing. */
  public Stft(StftOptions options) {
    this.options = options;
    fft = new RealFft(options.fftSize());
    window = options.frameWindow();
    analysisWindow = scaled(window, options.normalised() ? 1 / Math.sqrt(options.fftSize()) : 1);
  }

  /** The framing. */
  public StftOptions options() {
    return options;
  }

  /** Bins from 0 Hz up to half the sample rate. */
  public int bins() {
    return options.bins();
  }

  /** Frames of a signal of {@code samples} samples; see {@link StftOptions#frames}. */
  public int frames(int samples) {
    return options.frames(samples);
  }

  /** The complex spectrogram of a waveform. */
  public ComplexSpectrogram forward(float[] samples) {
    var spectrogram = new ComplexSpectrogram(frames(samples.length), bins());
    forward(samples, newFrame(), spectrogram);
    return spectrogram;
  }

  /** Writes the spectrum of every frame. Kernel: checks nothing. */
  void forward(float[] samples, float[] scratch, ComplexSpectrogram out) {
    for (int t = 0; t < out.frames(); t++) {
      transform(samples, 0, samples.length, t, scratch);
      fft.unpack(scratch, out.re(), out.im(), t * bins());
    }
  }

  /** Power or magnitude of every frame of a waveform, {@code [frames, bins]}. */
  public float[] spectrum(float[] samples, Spectrum kind) {
    float[] out = new float[Math.multiplyExact(frames(samples.length), bins())];
    spectrum(samples, 0, samples.length, kind, out, 0);
    return out;
  }

  /**
   * Writes power or magnitude of every frame of {@code length} samples from {@code offset} on:
   * {@code frames(length) * bins()} values from {@code outOffset} on.
   *
   * @throws IllegalArgumentException if the samples or the room for the frames do not lie within
   *     their arrays
   */
  public void spectrum(
      float[] samples, int offset, int length, Spectrum kind, float[] out, int outOffset) {
    requireRange("samples", offset, length, samples.length);
    int frames = frames(length);
    requireRange("out", outOffset, (long) frames * bins(), out.length);
    float[] frame = newFrame();
    for (int t = 0; t < frames; t++) {
      spectrum(samples, offset, length, t, kind, frame, out, outOffset + t * bins());
    }
  }

  /**
   * The waveform of {@code length} samples whose frames come closest to {@code spectrogram}:
   * windowed inverse transforms, overlapped and added, divided by the sum of the squared windows
   * (D. Griffin and J. Lim, "Signal estimation from modified short-time Fourier transform", 1984,
   * eq. 6). Samples that no window reaches are 0.
   *
   * @throws IllegalArgumentException if the spectrogram has other than {@link #bins} bins or {@code
   *     length} is negative
   */
  public float[] inverse(ComplexSpectrogram spectrogram, int length) {
    require(spectrogram.bins() == bins(), bins() + " bins", spectrogram.bins());
    require(length >= 0, "length >= 0", length);
    float[] samples = new float[length];
    inverse(spectrogram, weights(spectrogram.frames(), length), newFrame(), samples);
    return samples;
  }

  /**
   * Writes the waveform whose frames come closest to a spectrogram. Kernel: checks nothing.
   *
   * @param weights those of so many frames and samples
   */
  void inverse(ComplexSpectrogram spectrogram, float[] weights, float[] scratch, float[] samples) {
    Arrays.fill(samples, 0);
    for (int t = 0; t < spectrogram.frames(); t++) {
      fft.pack(spectrogram.re(), spectrogram.im(), t * bins(), scratch);
      fft.inverse(scratch);
      int start = start(t);
      int end = overlap(start, samples.length);
      for (int i = Math.max(0, -start); i < end; i++) {
        samples[start + i] += window[i] * scratch[i];
      }
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= weights[i];
    }
  }

  /**
   * What each sample of an inverse transform is multiplied by: the inverse of the sum of the
   * squared windows over it; 0 where there is none.
   */
  float[] weights(int frames, int length) {
    float[] weights = new float[length];
    for (int t = 0; t < frames; t++) {
      int start = start(t);
      int end = overlap(start, length);
      for (int i = Math.max(0, -start); i < end; i++) {
        weights[start + i] += window[i] * window[i];
      }
    }
    float scale = options.normalised() ? (float) Math.sqrt(options.fftSize()) : 1;
    for (int i = 0; i < length; i++) {
      // Below this the window is a rounding error, and so would be the sample.
      weights[i] = weights[i] > 1e-11f ? scale / weights[i] : 0;
    }
    return weights;
  }

  private int start(int frame) {
    return frame * options.hop() - options.margin();
  }

  /** The end of those samples of a frame that lie before the end of the signal. */
  private int overlap(int start, int length) {
    return Math.min(options.fftSize(), length - start);
  }

  /** Scratch for {@link #spectrum(float[], int, int, int, Spectrum, float[], float[], int)}. */
  float[] newFrame() {
    return new float[options.fftSize()];
  }

  /** Writes one frame of power or magnitude. Kernel: checks nothing. */
  void spectrum(
      float[] samples,
      int offset,
      int length,
      int frame,
      Spectrum kind,
      float[] scratch,
      float[] out,
      int outOffset) {
    transform(samples, offset, length, frame, scratch);
    fft.power(scratch, out, outOffset);
    if (kind == Spectrum.MAGNITUDE) {
      for (int k = outOffset; k < outOffset + bins(); k++) {
        out[k] = (float) Math.sqrt(out[k]);
      }
    }
  }

  private void transform(float[] samples, int offset, int length, int frame, float[] packed) {
    int size = options.windowSize();
    int left = options.windowStart();
    int start = start(frame) + left;
    Arrays.fill(packed, 0, left, 0);
    Arrays.fill(packed, left + size, packed.length, 0);
    if (start >= 0 && start + size <= length) {
      System.arraycopy(samples, offset + start, packed, left, size);
    } else {
      for (int i = 0; i < size; i++) {
        packed[left + i] = padded(samples, offset, length, start + i);
      }
    }
    // Over the whole frame: the JIT compiles loops without an offset to vector code.
    for (int i = 0; i < packed.length; i++) {
      packed[i] *= analysisWindow[i];
    }
    fft.forward(packed);
  }

  private float padded(float[] samples, int offset, int length, int index) {
    if (index >= 0 && index < length) {
      return samples[offset + index];
    }
    boolean silent = length == 0 || options.padding() != Padding.REFLECT;
    return silent ? 0 : samples[offset + Padding.reflect(index, length)];
  }

  private static float[] scaled(float[] values, double factor) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) (values[i] * factor);
    }
    return result;
  }
}
