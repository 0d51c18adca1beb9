package org.aulos.plugins.coala;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;
import org.aulos.nn.Checks;

/**
 * Options of the encoder {@code coala-audio}.
 *
 * @param weights folder of a checkpoint, or a file of weights; empty for an untrained network
 * @param scaler that goes with published weights; a checkpoint has its own
 * @param hamming for files of weights, whether frames lie under a Hamming window
 * @param output which vector
 * @param width of the projection of an untrained network
 */
@Describe("Embeddings of audio by the encoder of COALA: 1,152 values, the mean over 2.2 s pieces.")
public record CoalaAudioOptions(
    @Describe(
            "Checkpoint that 'aulos train' wrote, or a published .pt or .safetensors; empty for an"
                + " untrained network, drawn from the seed.")
        Path weights,
    @Describe("Scaler that goes with published weights (.pkl); a checkpoint has its own.")
        Path scaler,
    @Describe(
            "For published and untrained weights: frames lie under a Hamming window; a checkpoint"
                + " knows its own.")
        boolean hamming,
    @Describe("The embedding, or its projection into the space of the tags.") Output output,
    @Describe("Values of a projection of an untrained network.") int width) {
  private static final int MOST = 1 << 13;

  /** An untrained network. */
  public static final CoalaAudioOptions DEFAULTS =
      new CoalaAudioOptions(Path.of(""), Path.of(""), false, Output.EMBEDDING, 128);

  /** What is encoded. */
  public enum Output {
    /** The embedding, {@code z_a}: for classification. */
    EMBEDDING,
    /** Its projection, {@code phi_a}: to be compared with tags. */
    PROJECTION
  }

  /** Options. */
  public CoalaAudioOptions {
    Checks.require(width > 0 && width <= MOST, "width in 1.." + MOST, width);
  }
}
