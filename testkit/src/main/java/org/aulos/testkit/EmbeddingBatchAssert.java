package org.aulos.testkit;

import java.util.List;
import org.aulos.api.EmbeddingBatch;

/** Assertions about vectors; the values of a clip are its vector. */
public final class EmbeddingBatchAssert extends BatchAssert<EmbeddingBatchAssert, EmbeddingBatch> {
  EmbeddingBatchAssert(EmbeddingBatch actual) {
    super(actual, EmbeddingBatchAssert.class);
  }

  /** The vectors have so many values each. */
  public EmbeddingBatchAssert hasDimension(int values) {
    isNotNull();
    return check("the dimension", actual.dimension(), values);
  }

  @Override
  List<float[]> clips() {
    return BatchValues.clips(actual);
  }

  @Override
  String values() {
    return "vectors";
  }

  @Override
  EmbeddingBatchAssert of(EmbeddingBatch other) {
    return new EmbeddingBatchAssert(other);
  }
}
