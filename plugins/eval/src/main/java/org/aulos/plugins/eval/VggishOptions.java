package org.aulos.plugins.eval;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;
import org.aulos.tensorflow.SavedModel;

/**
 * Options of the encoder {@code vggish}.
 *
 * @param model folder of a SavedModel, run by TensorFlow, or a file of weights, run without it;
 *     empty for the installed model {@code vggish}
 * @param signature signature of the SavedModel; weights have none
 * @param output {@code embeddings}, or of a SavedModel another that has a vector for each window
 */
@Describe("Embeddings by VGGish, 128 values for each 0.96 s of a clip.")
public record VggishOptions(
    @Describe(
            "Folder of a SavedModel, which needs TensorFlow, or a file of weights (.pth, .safetensors), which"
                + " does not; empty for the model that 'aulos models pull vggish' installs.")
        Path model,
    @Describe("Signature of the SavedModel; weights have none.") String signature,
    @Describe("embeddings, or of a SavedModel another with a vector for each window.")
        String output) {
  /** Embeddings by the installed model. */
  public static final VggishOptions DEFAULTS =
      new VggishOptions(Path.of(""), SavedModel.DEFAULT_SIGNATURE, "embeddings");
}
