package org.aulos.runtime;

/** How a set of vectors is kept in a folder. */
public enum EmbeddingFormat {
  /**
   * {@code embeddings.npy}, {@code [vectors, dimension]} float32, and {@code clips.csv} with the
   * clip of each row.
   */
  NPY,
  /** {@code embeddings.npz} with the arrays {@code embeddings} and {@code ids}. */
  NPZ,
  /** {@code embeddings.csv}: id, then the values. */
  CSV
}
