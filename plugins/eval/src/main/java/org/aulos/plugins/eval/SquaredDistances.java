package org.aulos.plugins.eval;

import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.ejml.data.DMatrixRMaj;

/** Squared Euclidean distances between all vectors of two sets, block by block. */
final class SquaredDistances {
  /** Vectors of the first set that are laid against all of the second at a time. */
  private static final int ROWS = 256;

  /** Vectors of the second set that are in memory at a time. */
  private static final int COLUMNS = 4096;

  /** Those of 200,000 vectors among themselves. */
  private static final long MAX_PAIRS = 40_000_000_000L;

  private SquaredDistances() {}

  /** Takes the distances of one vector of the first set to some of the second. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Receives distances; those of one row come from one thread, in the order of the columns.
     *
     * @param row index of the vector in the first set
     * @param first index of the first vector in the second set
     * @param distances holds them from {@code offset} on
     * @param offset where they begin
     * @param count how many they are
     */
    void receive(int row, int first, double[] distances, int offset, int count);
  }

  /**
   * Hands over all distances, those of different rows from several threads.
   *
   * @throws AulosException if they are so many that no one would wait for them
   */
  static void between(EmbeddingSet a, EmbeddingSet b, Receiver receiver) {
    if ((long) a.size() * b.size() > MAX_PAIRS) {
      throw new AulosException(
          "%d by %d vectors have more than the %d distances that can be measured in hours; take fewer clips, by 'limit' for one, or an encoder that yields fewer vectors a clip."
              .formatted(a.size(), b.size(), MAX_PAIRS));
    }
    for (int start = 0; start < b.size(); start += COLUMNS) {
      int first = start;
      DMatrixRMaj columns = Rows.finite(b, first, Math.min(b.size(), first + COLUMNS));
      double[] norms = norms(columns);
      try (NativeMatrix shared = NativeMatrix.copyOf(columns)) {
        IntStream.range(0, (a.size() + ROWS - 1) / ROWS)
            .parallel()
            .forEach(
                block -> {
                  int from = block * ROWS;
                  DMatrixRMaj rows = Rows.finite(a, from, Math.min(a.size(), from + ROWS));
                  DMatrixRMaj distances = distances(rows, shared, norms);
                  int count = distances.numCols;
                  for (int i = 0; i < rows.numRows; i++) {
                    receiver.receive(from + i, first, distances.data, i * count, count);
                  }
                });
      }
    }
  }

  /** |x|² + |y|² - 2 x·y, and not below zero. */
  private static DMatrixRMaj distances(DMatrixRMaj rows, NativeMatrix columns, double[] norms) {
    DMatrixRMaj products = columns.ontoRows(rows);
    double[] own = norms(rows);
    for (int i = 0; i < products.numRows; i++) {
      for (int j = 0; j < products.numCols; j++) {
        int at = i * products.numCols + j;
        products.data[at] = Math.max(0, own[i] + norms[j] - 2 * products.data[at]);
      }
    }
    return products;
  }

  private static double[] norms(DMatrixRMaj rows) {
    return IntStream.range(0, rows.numRows).mapToDouble(i -> Rows.squaredNorm(rows, i)).toArray();
  }
}
