package org.aulos.plugins.byola;

import org.aulos.api.spi.Describe;
import org.aulos.nn.Checks;

/**
 * The augmentations of BYOL-A, in the order in which they are applied.
 *
 * @param mixup the largest share of another clip in the background; 0 to below 1
 * @param memory recent inputs from which backgrounds are drawn; 2 or more, an even number
 * @param leastCrop the smallest share of bands and of frames that is cut out; above 0
 * @param mostCrop the largest share; at least {@code leastCrop}, at most 1.5
 * @param fader the most that is added to the logarithm at either end; 0 or more, 0 for no fader
 */
@Describe("Mixup, random resize crop and random linear fader.")
public record AugmentationOptions(
    @Describe("Largest share of another clip in the background; 0 to below 1.") double mixup,
    @Describe("Recent inputs from which backgrounds are drawn; even, 2 or more.") int memory,
    @Describe("Smallest share of bands and frames cut out; above 0.") double leastCrop,
    @Describe("Largest share of bands and frames cut out; up to 1.5.") double mostCrop,
    @Describe("Most that is added at either end, in nepers of power; 0 for no fader.")
        double fader) {
  /** Those of version 2. */
  public static final AugmentationOptions DEFAULTS =
      new AugmentationOptions(0.2, 2048, 0.6, 1.5, 1);

  /** Options. */
  public AugmentationOptions {
    Checks.require(mixup >= 0 && mixup < 1, "mixup in 0..1", mixup);
    Checks.require(memory >= 2 && memory % 2 == 0, "an even memory >= 2", memory);
    Checks.require(memory <= 1 << 20, "memory <= 1048576", memory);
    Checks.require(
        leastCrop > 0 && leastCrop <= mostCrop, "0 < least-crop <= most-crop", leastCrop);
    Checks.require(mostCrop <= 1.5, "most-crop <= 1.5", mostCrop);
    Checks.require(fader >= 0 && fader <= 100, "fader in 0..100", fader);
  }
}
