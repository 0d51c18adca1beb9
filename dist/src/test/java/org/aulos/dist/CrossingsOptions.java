package org.aulos.dist;

import org.aulos.api.spi.Describe;

/**
 * Options of the encoder of the guide.
 *
 * @param parts of a clip; 1 or more
 */
@Describe("Zero crossings per second in equal parts of a clip.")
public record CrossingsOptions(@Describe("Parts of a clip; 1 or more.") int parts) {
  /** Four parts. */
  public static final CrossingsOptions DEFAULTS = new CrossingsOptions(4);

  /** Options. */
  public CrossingsOptions {
    if (parts < 1) {
      throw new IllegalArgumentException("expected parts >= 1 but was " + parts);
    }
  }
}
