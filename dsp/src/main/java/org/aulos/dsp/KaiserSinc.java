package org.aulos.dsp;

import java.util.function.DoubleUnaryOperator;

/**
 * Sinc under a Kaiser window, passing up to {@value #PASS} and stopping from 1 on, in units of half
 * the lower rate.
 */
final class KaiserSinc implements PolyphaseFilter.Kernel {

  private static final double PASS = 0.91;
  // Some more than the 100 dB that are promised.
  private static final double ATTENUATION = 108;

  private final double cutoff;
  private final double halfWidth;
  private final DoubleUnaryOperator window;

  KaiserSinc(int up, int down) {
    double lower = Math.min(1, (double) up / down);
    // Full width of the cut, in cycles per input sample, from one side of 0 Hz to the other.
    cutoff = lower * (1 + PASS) / 2;
    // Kaiser's estimate of the length of a filter with this transition, in radians per sample.
    double transition = Math.PI * lower * (1 - PASS);
    halfWidth = (ATTENUATION - 7.95) / (2.285 * transition) / 2;
    window = Windows.kaiser(Windows.kaiserBeta(ATTENUATION));
  }

  @Override
  public double halfWidth() {
    return halfWidth;
  }

  @Override
  public double at(double distance) {
    double x = Math.PI * cutoff * distance;
    double sinc = x == 0 ? 1 : Math.sin(x) / x;
    return cutoff * sinc * window.applyAsDouble(distance / halfWidth);
  }
}
