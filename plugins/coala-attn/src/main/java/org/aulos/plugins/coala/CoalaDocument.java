package org.aulos.plugins.coala;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.nn.CheckpointDocument;

/**
 * What the encoders must know of a checkpoint beside its weights; written as JSON into it.
 *
 * @param scaler of the patches that the network was trained on
 * @param vocabulary words of the tags, in their order
 * @param countPadding see {@link TagNetwork}
 * @param hamming see {@link PatchFrontEnd}
 */
record CoalaDocument(
    Scaler scaler, List<String> vocabulary, boolean countPadding, boolean hamming) {
  static final String FILE = "coala.json";

  private static final String KIND = "coala-1";
  private static final String VOCABULARY = "vocabulary";
  private static final String COUNT_PADDING = "count-padding";
  private static final String HAMMING = "hamming";

  CoalaDocument {
    vocabulary = List.copyOf(vocabulary);
  }

  /** The document as values that JSON knows. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(CheckpointDocument.FORMAT, KIND);
    scaler.addTo(json);
    json.put(COUNT_PADDING, countPadding);
    json.put(HAMMING, hamming);
    json.put(VOCABULARY, vocabulary);
    return json;
  }

  /**
   * The document of a checkpoint.
   *
   * @throws IOException if there is none, or it is not of this format
   */
  static CoalaDocument read(Path checkpoint) throws IOException {
    CheckpointDocument document = CheckpointDocument.read(checkpoint, FILE, KIND);
    return new CoalaDocument(
        Scaler.of(document, checkpoint.resolve(FILE)),
        document.texts(VOCABULARY),
        document.flag(COUNT_PADDING),
        document.flag(HAMMING));
  }
}
