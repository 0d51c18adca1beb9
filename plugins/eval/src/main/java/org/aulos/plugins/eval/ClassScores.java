package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.ejml.data.DMatrixRMaj;

/** What a classifier's vectors say. */
public enum ClassScores {
  /** Logits of classes that exclude each other: softmax makes probabilities of them. */
  SOFTMAX,
  /** Logits of classes that may occur together: each has a probability of its own. */
  SIGMOID,
  /** Probabilities already. */
  PROBABILITIES;

  /**
   * Probabilities of one clip: the mean over its vectors.
   *
   * @param rows its vectors in {@code set}; at least one
   * @throws AulosException if the vectors are not what they should be
   */
  double[] ofClip(String metric, EmbeddingSet set, int[] rows) {
    DMatrixRMaj vectors = Rows.of(set, rows);
    for (int row = 0; row < rows.length; row++) {
      toProbabilities(metric, set.ids().get(rows[row]), vectors, row);
    }
    return Rows.means(vectors);
  }

  private void toProbabilities(String metric, String clip, DMatrixRMaj vectors, int row) {
    int columns = vectors.numCols;
    for (int j = row * columns; j < (row + 1) * columns; j++) {
      double value = vectors.data[j];
      if (!Double.isFinite(value) || (this == PROBABILITIES && (value < 0 || value > 1))) {
        throw new AulosException(
            "%s: class score %d of clip '%s' is %s but expected %s; name by the option 'scores' what the encoder yields."
                .formatted(
                    metric,
                    j % columns,
                    clip,
                    value,
                    this == PROBABILITIES ? "a probability in [0, 1]" : "a finite number"));
      }
      if (this == SIGMOID) {
        vectors.data[j] = 1 / (1 + Math.exp(-value));
      }
    }
    if (this == SOFTMAX) {
      Rows.softmax(vectors, row);
    }
  }

  /** What speaks against reading the vectors of a set as these; logits are seldom all in [0, 1]. */
  Optional<String> doubt(EmbeddingSet set) {
    if (this == PROBABILITIES) {
      return Optional.empty();
    }
    for (int row = 0; row < set.size(); row++) {
      for (float value : set.row(row)) {
        if (!(value >= 0 && value <= 1)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        "All class scores lie in [0, 1], as probabilities do, but were read as logits; set the option 'scores' to probabilities if they are.");
  }

  /**
   * Makes a clip's probabilities those of one class out of all: they add up to 1.
   *
   * @throws AulosException if all are zero
   */
  static double[] distribution(String metric, String clip, double[] probabilities) {
    double sum = Arrays.stream(probabilities).sum();
    if (sum <= 0) {
      throw new AulosException(
          "%s: all class scores of clip '%s' are zero.".formatted(metric, clip));
    }
    return Arrays.stream(probabilities).map(probability -> probability / sum).toArray();
  }
}
