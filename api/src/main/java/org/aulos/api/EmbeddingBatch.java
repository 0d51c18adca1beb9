package org.aulos.api;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Vectors on a device: {@code [batch, dimension]}, one for each clip of the batch they were encoded
 * from.
 *
 * <p>Owned like an {@link AudioBatch}.
 */
public final class EmbeddingBatch {
  private final NDArray vectors;

  /**
   * A batch over an existing tensor.
   *
   * @param vectors float32 {@code [batch, dimension]}
   * @throws IllegalArgumentException if the shape does not fit
   */
  public EmbeddingBatch(NDArray vectors) {
    BatchChecks.rank("embeddings", vectors, 2, "[batch, dimension]");
    this.vectors = vectors;
  }

  /** The tensor, float32 {@code [batch, dimension]}. */
  public NDArray vectors() {
    return vectors;
  }

  /** Number of vectors. */
  public int size() {
    return Math.toIntExact(vectors.getShape().get(0));
  }

  /** Values in each vector. */
  public int dimension() {
    return Math.toIntExact(vectors.getShape().get(1));
  }

  /** The owner of the tensor. */
  public NDManager manager() {
    return vectors.getManager();
  }

  /** All values on the host, row-major. */
  public float[] toFloats() {
    return vectors.toFloatArray();
  }
}
