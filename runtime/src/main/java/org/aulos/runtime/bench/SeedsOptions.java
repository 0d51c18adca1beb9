package org.aulos.runtime.bench;

import java.util.HashSet;
import java.util.List;
import org.aulos.api.spi.Describe;

/**
 * The seeds of a benchmark.
 *
 * @param seeds seeds under each of which what is random is run; empty for the one of the settings
 */
@Describe("The seeds of a benchmark.")
public record SeedsOptions(
    @Describe("Seeds under each of which what is random is run, instead of 'seed'.")
        List<Long> seeds) {
  /** Each seed is another run of all that is random: more than these are a mistake. */
  private static final int MOST = 1000;

  /** The one of the settings. */
  public static final SeedsOptions DEFAULTS = new SeedsOptions(List.of());

  /**
   * Seeds.
   *
   * @throws IllegalArgumentException if one occurs twice or they are more than 1000
   */
  public SeedsOptions {
    seeds = List.copyOf(seeds);
    if (seeds.size() > MOST || new HashSet<>(seeds).size() < seeds.size()) {
      throw new IllegalArgumentException(
          "expected at most %d seeds, each once, but were %d"
              .formatted(MOST, seeds.size())
              .concat(seeds.size() > MOST ? "" : ": " + seeds));
    }
  }
}
