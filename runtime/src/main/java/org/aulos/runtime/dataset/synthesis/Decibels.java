package org.aulos.runtime.dataset.synthesis;

/** Levels in decibels. */
public final class Decibels {
  private Decibels() {}

  /** The amplitude ratio of a level: {@code 10^(dB / 20)}. */
  public static double amplitude(double decibels) {
    return StrictMath.pow(10, decibels / 20);
  }
}
