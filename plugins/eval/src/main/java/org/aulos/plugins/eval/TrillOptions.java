package org.aulos.plugins.eval;

import java.nio.file.Path;
import org.aulos.api.spi.Describe;
import org.aulos.tensorflow.SavedModel;

/**
 * Options of the encoder {@code trill}.
 *
 * @param model folder of a SavedModel; empty for the installed model {@code trill}
 * @param signature signature of the SavedModel
 * @param output {@code embedding}, {@code layer19}, or another output that has a vector for each
 *     window
 */
@Describe("Embeddings by TRILL, 512 or 12288 values for each 0.975 s every 0.17 s.")
public record TrillOptions(
    @Describe(
            "Folder of a SavedModel; empty for the model that 'aulos models pull trill' installs.")
        Path model,
    @Describe("Signature of the SavedModel.") String signature,
    @Describe("embedding, layer19, or another output that has a vector for each window.")
        String output) {
  /** The embedding of 512 values by the installed model. */
  public static final TrillOptions DEFAULTS =
      new TrillOptions(Path.of(""), SavedModel.DEFAULT_SIGNATURE, "embedding");
}
