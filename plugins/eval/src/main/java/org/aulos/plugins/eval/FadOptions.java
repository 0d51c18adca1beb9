package org.aulos.plugins.eval;

import java.nio.file.Path;
import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code fad}.
 *
 * @param statistics files of saved statistics that are the reference, merged if they are several;
 *     empty if the reference is a set of clips
 * @param model which of several models in a file; empty if there is one
 */
@Describe("Fréchet audio distance between two sets of embeddings; less is better.")
public record FadOptions(
    @Describe(
            "Saved statistics (.npz) of the reference, merged if several; none if the reference is"
                + " a set of clips.")
        List<Path> statistics,
    @Describe("Which of several models in a file of statistics; empty if there is one.")
        String model) {
  /** The reference is a set of clips. */
  public static final FadOptions DEFAULTS = new FadOptions(List.of(), "");

  /** Options. */
  public FadOptions {
    statistics = List.copyOf(statistics);
  }
}
