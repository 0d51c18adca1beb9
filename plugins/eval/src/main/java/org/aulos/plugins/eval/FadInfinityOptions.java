package org.aulos.plugins.eval;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code fad-infinity}.
 *
 * @param steps numbers of vectors at which the distance is measured; at least 3
 * @param smallest the least of them; at least 2
 * @param statistics files of saved statistics that are the reference, merged if they are several;
 *     empty if the reference is a set of clips
 * @param model which of several models in a file; empty if there is one
 */
@Describe(
    "Fréchet audio distance extrapolated to infinitely many evaluated vectors; less is better.")
public record FadInfinityOptions(
    @Describe("Numbers of vectors at which the distance is measured; 3 or more.") int steps,
    @Describe("The least of these numbers; 2 or more.") int smallest,
    @Describe(
            "Saved statistics (.npz) of the reference, merged if several; none if the reference is"
                + " a set of clips.")
        List<Path> statistics,
    @Describe("Which of several models in a file of statistics; empty if there is one.")
        String model) {
  /** 25 steps from 500 vectors, as fadtk takes them. */
  public static final FadInfinityOptions DEFAULTS = new FadInfinityOptions(25, 500, List.of(), "");

  /**
   * Options.
   *
   * @throws IllegalArgumentException if there are fewer than 3 steps or the smallest is below 2
   */
  public FadInfinityOptions {
    statistics = List.copyOf(statistics);
    if (steps < 3) {
      throw new IllegalArgumentException("expected steps >= 3 but was " + steps);
    }
    if (smallest < 2) {
      throw new IllegalArgumentException("expected smallest >= 2 but was " + smallest);
    }
  }
}
