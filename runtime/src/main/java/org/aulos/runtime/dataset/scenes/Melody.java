package org.aulos.runtime.dataset.scenes;

import java.util.List;

/** Notes of scales, as frequency ratios to the tonic in just intonation. */
final class Melody {
  /** Two octaves of the major pentatonic scale. */
  static final List<Double> PENTATONIC =
      List.of(1.0, 9 / 8.0, 5 / 4.0, 3 / 2.0, 5 / 3.0, 2.0, 9 / 4.0, 5 / 2.0, 3.0, 10 / 3.0);

  /** The major scale, do to ti. */
  static final List<Double> MAJOR =
      List.of(1.0, 9 / 8.0, 5 / 4.0, 4 / 3.0, 3 / 2.0, 5 / 3.0, 15 / 8.0);

  private Melody() {}
}
