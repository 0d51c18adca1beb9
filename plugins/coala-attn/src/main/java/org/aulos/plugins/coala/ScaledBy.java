package org.aulos.plugins.coala;

/** What of a patch has factors of its own when patches are scaled to 0 to 1. */
public enum ScaledBy {
  /** Each of its 96 frames: as published. */
  FRAME,
  /** Each mel band. */
  BAND
}
