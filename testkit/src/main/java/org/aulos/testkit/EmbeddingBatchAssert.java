package org.aulos.testkit;

import java.util.Arrays;
import java.util.List;
import org.aulos.api.EmbeddingBatch;

/**
 * Assertions about vectors; the values of a clip are those of its vectors, {@code [vectors ×
 * dimension]}.
 */
public final class EmbeddingBatchAssert extends BatchAssert<EmbeddingBatchAssert, EmbeddingBatch> {
  EmbeddingBatchAssert(EmbeddingBatch actual) {
    super(actual, EmbeddingBatchAssert.class);
  }

  /** The vectors have so many values each. */
  public EmbeddingBatchAssert hasDimension(int values) {
    isNotNull();
    return check("the dimension", actual.dimension(), values);
  }

  /** The clips have so many vectors each. */
  public EmbeddingBatchAssert hasCounts(Integer... vectors) {
    isNotNull();
    return check("the counts", Arrays.stream(actual.counts()).boxed().toList(), List.of(vectors));
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
