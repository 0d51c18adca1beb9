package org.aulos.api;

import java.util.List;

/**
 * Vectors of clips, each with the label and the fold of its clip: the evidence of probes and of
 * retrieval by class. A data set gives one for each clip.
 *
 * @param embeddings the vectors
 * @param labels label of each vector
 * @param folds fold of each vector ({@code "1"}, {@code "2"}, … or {@code "train"}, {@code
 *     "validation"}, {@code "test"}), or an empty list if the data set has none
 */
public record LabelledEmbeddings(EmbeddingSet embeddings, List<String> labels, List<String> folds) {
  /**
   * Labelled vectors.
   *
   * @throws IllegalArgumentException if the counts differ
   */
  public LabelledEmbeddings {
    labels = List.copyOf(labels);
    folds = List.copyOf(folds);
    if (labels.size() != embeddings.size()) {
      throw new IllegalArgumentException(
          "expected " + embeddings.size() + " labels but were " + labels.size());
    }
    if (!folds.isEmpty() && folds.size() != embeddings.size()) {
      throw new IllegalArgumentException(
          "expected " + embeddings.size() + " folds or none but were " + folds.size());
    }
  }
}
