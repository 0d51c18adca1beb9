package org.aulos.runtime.pipeline;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Encoder;
import org.aulos.api.OptionsException;
import org.aulos.api.TagBatch;
import org.aulos.api.TextBatch;
import org.aulos.runtime.config.ComponentBinder.Chosen;

/** The encoder of texts or tags of a system. */
public final class TextSide {
  /** Texts in a batch; a size of its own, so that no setting moves a number. */
  private static final int BATCH = 64;

  private final String system;
  private final String space;
  private final Encoder<?> encoder;

  private TextSide(String system, String space, Encoder<?> encoder) {
    this.system = system;
    this.space = space;
    this.encoder = encoder;
  }

  /**
   * The text side of a system.
   *
   * @throws OptionsException if the encoder takes neither texts nor tags
   */
  static TextSide of(SystemConfig system, Chosen choice, Encoder<?> encoder) {
    String where = choice.origin() + ": " + system.path() + ".text-encoder: " + choice.key();
    if (encoder.inputType() != TextBatch.class && encoder.inputType() != TagBatch.class) {
      throw new OptionsException(
          where
              + " takes "
              + encoder.inputType().getSimpleName()
              + "; expected an encoder of texts or tags");
    }
    return new TextSide(system.name(), choice.entry().component().name(), encoder);
  }

  /** Values in each of its vectors. */
  public int dimension() {
    return encoder.dimension();
  }

  /** Whether it takes sets of tags and not texts. */
  public boolean takesTags() {
    return encoder.inputType() == TagBatch.class;
  }

  /**
   * One vector for each item.
   *
   * @param ids the items
   * @param words the tags of each, or, for an encoder of texts, the one text of each
   */
  public EmbeddingSet embed(List<String> ids, List<List<String>> words) {
    int dimension = encoder.dimension();
    float[] values = new float[Math.multiplyExact(ids.size(), dimension)];
    for (int start = 0; start < ids.size(); start += BATCH) {
      int end = Math.min(ids.size(), start + BATCH);
      float[] vectors = encode(words.subList(start, end));
      System.arraycopy(vectors, 0, values, start * dimension, vectors.length);
    }
    try {
      return new EmbeddingSet(space, ids, values, dimension);
    } catch (IllegalArgumentException e) {
      throw new AulosException("system '" + system + "': text " + e.getMessage(), e);
    }
  }

  private float[] encode(List<List<String>> words) {
    Object input =
        takesTags()
            ? new TagBatch(words)
            : new TextBatch(words.stream().map(text -> text.get(0)).toList());
    EmbeddingBatch batch = encode(encoder, input);
    // Its owner is the encoder and not a batch of audio, so nobody else closes it.
    try (NDArray vectors = batch.vectors()) {
      if (batch.size() != words.size() || batch.total() != words.size()) {
        throw new IllegalStateException(
            "the text encoder of system '%s' yielded %d vectors for %d texts; this is a fault of it"
                .formatted(system, batch.total(), words.size()));
      }
      return vectors.toFloatArray();
    }
  }

  private static <I> EmbeddingBatch encode(Encoder<I> encoder, Object input) {
    return encoder.encode(encoder.inputType().cast(input));
  }
}
