package org.aulos.plugins.byola;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;
import org.aulos.nn.Checks;

/**
 * Options of the encoders {@code byola} and {@code byola-diff}.
 *
 * @param weights folder of a checkpoint, or a file of weights; empty for an untrained network
 * @param frontEnd what the network has heard; that of a checkpoint is taken from it
 * @param mean of the log-mel values it was trained on; that of a checkpoint is taken from it
 * @param deviation of these
 * @param output what is encoded
 * @param chunk the longest piece of a clip that the network hears at once, in seconds
 * @param version of an untrained network
 * @param width of the linear layers of an untrained network
 */
@Describe(
    "Embeddings by the network of BYOL-A: 3,072 values as published, which are 1,024 more than its"
        + " linear layers have; in version 1 as many as they have.")
public record ByolaEncoderOptions(
    @Describe(
            "Checkpoint that 'aulos train' wrote, or a published .pth or .safetensors; empty for an"
                + " untrained network, drawn from the seed.")
        Path weights,
    @Describe("Spectrogram of published weights; a checkpoint says its own.") FrontEnd frontEnd,
    @Describe("Mean of the spectrograms trained on; a checkpoint says its own.") double mean,
    @Describe("Their standard deviation; a checkpoint says its own.") double deviation,
    @Describe("One vector for a clip, or one for each frame of 40 (v1: 80) ms.") Output output,
    @Describe("Longest piece heard at once, in seconds, 0.95 or more; a clip is pooled over all.")
        double chunk,
    @Describe("Version of an untrained network.") Version version,
    @Describe("Width of an untrained network.") int width) {
  private static final int MOST = 1 << 16;

  /** An untrained network of version 2. The statistics are those of Speech Commands v2. */
  public static final ByolaEncoderOptions DEFAULTS =
      new ByolaEncoderOptions(
          Path.of(""), FrontEnd.MEL_64MS, -9.660292, 4.7219563, Output.CLIP, 30, Version.V2, 2048);

  /** What is encoded. */
  public enum Output {
    /** Maximum plus mean over the frames of a clip. */
    CLIP,
    /** Each frame. */
    FRAMES
  }

  /** Options. */
  public ByolaEncoderOptions {
    Checks.require(deviation > 0 && deviation < 1e6, "deviation > 0", deviation);
    Checks.require(Math.abs(mean) < 1e6, "a finite mean", mean);
    Checks.require(chunk >= 0.95 && chunk <= 3600, "chunk in 0.95..3600 s", chunk);
    Checks.require(width > 0 && width <= MOST, "width in 1.." + MOST, width);
  }
}
