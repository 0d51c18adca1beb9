package org.aulos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.aulos.api.EmbeddingBatch;
import org.aulos.api.Encoder;

/** What encoders of batches that are tensors promise beyond {@link EncoderContract}. */
final class TensorInputChecks {
  private TensorInputChecks() {}

  /** The vectors, and nothing else, are attached to the manager of the input. */
  static <I> void attachesItsResultAlone(Encoder<I> encoder, I input, NDManager manager) {
    int before = manager.getManagedArrays().size();

    EmbeddingBatch embeddings = encoder.encode(input);

    assertThat(embeddings.manager())
        .as("the vectors must be attached to the manager of the input")
        .isSameAs(manager);
    assertThat(manager.getManagedArrays().size() - before)
        .as("the vectors must be the only array that stays in the manager of the input")
        .isEqualTo(1);
  }

  /** The tensor is only read. */
  static <I> void doesNotChange(Encoder<I> encoder, I input, NDArray tensor) {
    float[] before = tensor.toFloatArray();

    encoder.encode(input);

    Sameness.check("the input must not change", "the batch", tensor.toFloatArray(), before, 0);
  }
}
