package org.aulos.dsp;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * Fourier transform of real frames of one size, in place on JTransforms' packed layout: {@code Re0,
 * Re(n/2), Re1, Im1, Re2, Im2, ...} for even sizes and {@code Re0, Im((n-1)/2), Re1, Im1, ...,
 * Re((n-1)/2)} for odd ones.
 *
 * <p>JTransforms keeps no state in a transform, so threads may share one. From 8192 points on it
 * may spread one transform over its own pool.
 */
final class RealFft {

  private final int size;
  private final FloatFFT_1D fft;

  RealFft(int size) {
    this.size = size;
    this.fft = new FloatFFT_1D(size);
  }

  /** Bins from 0 Hz up to half the sample rate. */
  int bins() {
    return size / 2 + 1;
  }

  void forward(float[] frame) {
    fft.realForward(frame);
  }

  /** Inverse of {@link #forward}, scaled by {@code 1 / size}. */
  void inverse(float[] packed) {
    fft.realInverse(packed, true);
  }

  void power(float[] packed, float[] out, int outOffset) {
    out[outOffset] = packed[0] * packed[0];
    for (int k = 1; k < size / 2; k++) {
      float re = packed[2 * k];
      float im = packed[2 * k + 1];
      out[outOffset + k] = re * re + im * im;
    }
    if (size > 1) {
      float re = lastRe(packed);
      float im = lastIm(packed);
      out[outOffset + size / 2] = re * re + im * im;
    }
  }

  void unpack(float[] packed, float[] re, float[] im, int offset) {
    re[offset] = packed[0];
    im[offset] = 0;
    for (int k = 1; k < size / 2; k++) {
      re[offset + k] = packed[2 * k];
      im[offset + k] = packed[2 * k + 1];
    }
    if (size > 1) {
      re[offset + size / 2] = lastRe(packed);
      im[offset + size / 2] = lastIm(packed);
    }
  }

  void pack(float[] re, float[] im, int offset, float[] packed) {
    packed[0] = re[offset];
    for (int k = 1; k < size / 2; k++) {
      packed[2 * k] = re[offset + k];
      packed[2 * k + 1] = im[offset + k];
    }
    if (size % 2 == 0) {
      packed[1] = re[offset + size / 2];
    } else if (size > 1) {
      packed[size - 1] = re[offset + size / 2];
      packed[1] = im[offset + size / 2];
    }
  }

  private float lastRe(float[] packed) {
    return size % 2 == 0 ? packed[1] : packed[size - 1];
  }

  private float lastIm(float[] packed) {
    return size % 2 == 0 ? 0 : packed[1];
  }
}
