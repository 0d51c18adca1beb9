package org.aulos.plugins.byola;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.aulos.api.CheckpointException;
import org.aulos.nn.CheckpointDocument;
import org.aulos.nn.WeightsException;

/**
 * What an encoder must know of a checkpoint beside its weights; written as JSON into it.
 *
 * @param frontEnd what the network has heard
 * @param normalisation of the log-mel values it was trained on
 */
record EncoderDocument(FrontEnd frontEnd, Normalisation normalisation) {
  static final String FILE = "encoder.json";

  private static final String KIND = "byola-encoder-1";
  private static final String FRONT_END = "front-end";
  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";

  /** The document as values that JSON knows. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(CheckpointDocument.FORMAT, KIND);
    json.put(FRONT_END, frontEnd.name());
    json.put(MEAN, normalisation.mean());
    json.put(DEVIATION, normalisation.deviation());
    return json;
  }

  /**
   * The document of a checkpoint.
   *
   * @throws CheckpointException if there is none, or it is not of this format
   */
  static EncoderDocument read(Path checkpoint) {
    try {
      CheckpointDocument document = CheckpointDocument.read(checkpoint, FILE, KIND);
      return new EncoderDocument(
          document.constant(FRONT_END, FrontEnd.class),
          new Normalisation(document.number(MEAN), document.number(DEVIATION)));
    } catch (WeightsException | IllegalArgumentException e) {
      throw new CheckpointException(
          checkpoint + " is no checkpoint of BYOL-A: " + e.getMessage(), e);
    }
  }
}
