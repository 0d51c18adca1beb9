package org.aulos.dsp;

/** What is kept of a complex spectrum. */
public enum Spectrum {
  /** {@code |X|^2}. */
  POWER,

  /** {@code |X|}. */
  MAGNITUDE
}
