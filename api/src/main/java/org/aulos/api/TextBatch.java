package org.aulos.api;

import java.util.List;

/**
 * Lyrics or descriptions, one text for each clip. Text lives on the host: it becomes a tensor
 * inside the encoder that owns the tokeniser.
 *
 * @param texts one text for each clip, possibly empty ones
 */
public record TextBatch(List<String> texts) {
  /** A batch of the given texts. */
  public TextBatch {
    texts = List.copyOf(texts);
  }

  /** Number of texts. */
  public int size() {
    return texts.size();
  }
}
