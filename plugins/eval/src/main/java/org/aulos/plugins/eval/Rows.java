package org.aulos.plugins.eval;

import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.ejml.data.DMatrixRMaj;

/** Embeddings as matrices of doubles, a vector in each row. */
final class Rows {
  private Rows() {}

  /** All vectors of a set, {@code [size, dimension]}. */
  static DMatrixRMaj of(EmbeddingSet set) {
    return of(set, IntStream.range(0, set.size()).toArray());
  }

  /** The chosen vectors of a set, {@code [rows, dimension]}. */
  static DMatrixRMaj of(EmbeddingSet set, int[] rows) {
    int columns = set.dimension();
    DMatrixRMaj matrix = new DMatrixRMaj(rows.length, columns);
    float[] row = new float[columns];
    for (int i = 0; i < rows.length; i++) {
      set.copyRow(rows[i], row, 0);
      for (int j = 0; j < columns; j++) {
        matrix.data[i * columns + j] = row[j];
      }
    }
    return matrix;
  }

  /** The vectors {@code [from, to)} of a set. */
  static DMatrixRMaj of(EmbeddingSet set, int from, int to) {
    return of(set, IntStream.range(from, to).toArray());
  }

  /**
   * The vectors {@code [from, to)} of a set, looked through: sets that lie on disk were not.
   *
   * @throws AulosException if a value is not finite; it names the clip
   */
  static DMatrixRMaj finite(EmbeddingSet set, int from, int to) {
    return finite(set, IntStream.range(from, to).toArray());
  }

  /**
   * The chosen vectors of a set, looked through likewise.
   *
   * @throws AulosException if a value is not finite; it names the clip
   */
  static DMatrixRMaj finite(EmbeddingSet set, int[] chosen) {
    DMatrixRMaj rows = of(set, chosen);
    for (int i = 0; i < rows.getNumElements(); i++) {
      if (!Double.isFinite(rows.data[i])) {
        throw new AulosException(
            "embedding of '%s' is not finite: value %d is %s; no distance can be told with it."
                .formatted(
                    set.ids().get(chosen[i / rows.numCols]), i % rows.numCols, rows.data[i]));
      }
    }
    return rows;
  }

  /** Squared length of a row. */
  static double squaredNorm(DMatrixRMaj matrix, int row) {
    int columns = matrix.numCols;
    return dot(matrix.data, row * columns, matrix.data, row * columns, columns);
  }

  /** Mean of each column. */
  static double[] means(DMatrixRMaj matrix) {
    double[] means = new double[matrix.numCols];
    addSums(matrix, means);
    for (int j = 0; j < means.length; j++) {
      means[j] /= matrix.numRows;
    }
    return means;
  }

  /** Adds the sum of each column to {@code sums}. */
  static void addSums(DMatrixRMaj matrix, double[] sums) {
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += matrix.data[i * sums.length + j];
      }
    }
  }

  /** Subtracts a value from each column, in place. */
  static void subtract(DMatrixRMaj matrix, double[] offsets) {
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < offsets.length; j++) {
        matrix.data[i * offsets.length + j] -= offsets[j];
      }
    }
  }

  /** All vectors of a set, each divided by its length; one of zeros stays as it is. */
  static DMatrixRMaj unit(EmbeddingSet set) {
    DMatrixRMaj rows = of(set);
    normalise(rows);
    return rows;
  }

  /** Divides each row by its length, in place; a row of zeros stays as it is. */
  static void normalise(DMatrixRMaj matrix) {
    int columns = matrix.numCols;
    for (int start = 0; start < matrix.getNumElements(); start += columns) {
      double norm = Math.sqrt(dot(matrix.data, start, matrix.data, start, columns));
      for (int j = start; norm > 0 && j < start + columns; j++) {
        matrix.data[j] /= norm;
      }
    }
  }

  /** Sum of the products of all elements of two matrices of one shape. */
  static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    return dot(a.data, 0, b.data, 0, a.getNumElements());
  }

  /** Inner product of two stretches of values. */
  static double dot(double[] a, int aStart, double[] b, int bStart, int length) {
    // Four sums: one alone would make each addition wait for the one before it.
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      s0 += a[aStart + i] * b[bStart + i];
      s1 += a[aStart + i + 1] * b[bStart + i + 1];
      s2 += a[aStart + i + 2] * b[bStart + i + 2];
      s3 += a[aStart + i + 3] * b[bStart + i + 3];
    }
    for (; i < length; i++) {
      s0 += a[aStart + i] * b[bStart + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The chosen rows of a matrix, in their order. */
  static DMatrixRMaj chosen(DMatrixRMaj matrix, int[] rows) {
    return chosen(matrix, rows, new DMatrixRMaj(rows.length, matrix.numCols));
  }

  /** The same in {@code target}, which takes their shape and is returned. */
  static DMatrixRMaj chosen(DMatrixRMaj matrix, int[] rows, DMatrixRMaj target) {
    int columns = matrix.numCols;
    target.reshape(rows.length, columns);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(matrix.data, rows[i] * columns, target.data, i * columns, columns);
    }
    return target;
  }

  /** Column of the greatest value of a row; the first of them if several are. */
  static int greatest(DMatrixRMaj matrix, int row) {
    int greatest = 0;
    for (int j = 1; j < matrix.numCols; j++) {
      if (matrix.get(row, j) > matrix.get(row, greatest)) {
        greatest = j;
      }
    }
    return greatest;
  }

  /** Turns the logits of a row into probabilities, in place; the log of the sum of their powers. */
  static double softmax(DMatrixRMaj logits, int row) {
    int columns = logits.numCols;
    double greatest = logits.get(row, greatest(logits, row));
    double sum = 0;
    for (int j = row * columns; j < (row + 1) * columns; j++) {
      logits.data[j] = Math.exp(logits.data[j] - greatest);
      sum += logits.data[j];
    }
    for (int j = row * columns; j < (row + 1) * columns; j++) {
      logits.data[j] /= sum;
    }
    return greatest + Math.log(sum);
  }
}
