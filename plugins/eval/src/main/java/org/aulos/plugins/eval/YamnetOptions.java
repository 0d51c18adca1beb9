package org.aulos.plugins.eval;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;
import org.aulos.tensorflow.SavedModel;

/**
 * Options of the encoder {@code yamnet}.
 *
 * @param model folder of a SavedModel, run by TensorFlow, or a file of weights, run without it;
 *     empty for the installed model {@code yamnet}
 * @param signature signature of the SavedModel; weights have none
 * @param output {@code embeddings}, {@code scores}, or of a SavedModel another that has a vector
 *     for each window
 */
@Describe("Embeddings or class scores by YAMNet, 1024 or 521 values for each 0.975 s every 0.48 s.")
public record YamnetOptions(
    @Describe(
            "Folder of a SavedModel, which needs TensorFlow, or a file of weights (.safetensors, .pth), which"
                + " does not; empty for the model that 'aulos models pull yamnet' installs.")
        Path model,
    @Describe("Signature of the SavedModel; weights have none.") String signature,
    @Describe("embeddings, scores, or of a SavedModel another with a vector for each window.")
        String output) {
  /** Embeddings by the installed model. */
  public static final YamnetOptions DEFAULTS =
      new YamnetOptions(Path.of(""), SavedModel.DEFAULT_SIGNATURE, "embeddings");
}
