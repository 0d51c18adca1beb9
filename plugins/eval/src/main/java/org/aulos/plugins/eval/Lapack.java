package org.aulos.plugins.eval;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.aulos.api.AulosException;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;

/**
 * The decompositions and products of large matrices, by OpenBLAS in the thread that asks.
 *
 * <p>LAPACK reads columns where our matrices hold rows, so it sees transposes: singular values and
 * symmetric matrices do not mind, and Q R of rows is L Q of what it sees.
 */
final class Lapack {
  private static final byte VALUES = 'N';
  private static final byte VALUES_AND_VECTORS = 'V';
  private static final byte LOWER = 'L';

  private static volatile boolean ready;

  private Lapack() {}

  /** One thread: sums that are split among threads depend on their number. */
  private static void prepare() {
    if (ready) {
      return;
    }
    try {
      openblas.blas_set_num_threads(1);
      ready = true;
    } catch (LinkageError e) {
      throw new AulosException(
          "OpenBLAS cannot be loaded ("
              + e.getMessage()
              + "); add the jars openblas and javacpp of org.bytedeco for this platform to the class"
              + " path.",
          e);
    }
  }

  /** A B. */
  static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
    return product(CblasNoTrans, a, CblasNoTrans, b, a.numRows, a.numCols, b.numCols);
  }

  /** A Bᵀ. */
  static DMatrixRMaj productTransposed(DMatrixRMaj a, DMatrixRMaj b) {
    return product(CblasNoTrans, a, CblasTrans, b, a.numRows, a.numCols, b.numRows);
  }

  /** Aᵀ B. */
  static DMatrixRMaj transposedProduct(DMatrixRMaj a, DMatrixRMaj b) {
    return product(CblasTrans, a, CblasNoTrans, b, a.numCols, a.numRows, b.numCols);
  }

  private static DMatrixRMaj product(
      int aForm, DMatrixRMaj a, int bForm, DMatrixRMaj b, int rows, int inner, int columns) {
    DMatrixRMaj result = new DMatrixRMaj(rows, columns);
    if (rows == 0 || inner == 0 || columns == 0) {
      return result;
    }
    prepare();
    openblas.cblas_dgemm(
        CblasRowMajor,
        aForm,
        bForm,
        rows,
        columns,
        inner,
        1,
        a.data,
        a.numCols,
        b.data,
        b.numCols,
        0,
        result.data,
        columns);
    return result;
  }

  /** A Aᵀ. */
  static DMatrixRMaj gram(DMatrixRMaj a) {
    return gram(CblasNoTrans, a, a.numRows, a.numCols);
  }

  /** Aᵀ A. */
  static DMatrixRMaj transposedGram(DMatrixRMaj a) {
    return gram(CblasTrans, a, a.numCols, a.numRows);
  }

  private static DMatrixRMaj gram(int form, DMatrixRMaj a, int size, int inner) {
    DMatrixRMaj result = new DMatrixRMaj(size, size);
    if (size == 0 || inner == 0) {
      return result;
    }
    prepare();
    openblas.cblas_dsyrk(
        CblasRowMajor, CblasUpper, form, size, inner, 1, a.data, a.numCols, 0, result.data, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        result.data[i * size + j] = result.data[j * size + i];
      }
    }
    return result;
  }

  /** R of rows = Q R; there are at least as many rows as columns, and they are overwritten. */
  static DMatrixRMaj triangle(DMatrixRMaj rows) {
    prepare();
    int columns = rows.numCols;
    check(
        openblas.LAPACKE_dgelqf(
            LAPACK_COL_MAJOR, columns, rows.numRows, rows.data, columns, new double[columns]));
    DMatrixRMaj triangle = new DMatrixRMaj(columns, columns);
    for (int i = 0; i < columns; i++) {
      int diagonal = i * columns + i;
      System.arraycopy(rows.data, diagonal, triangle.data, diagonal, columns - i);
    }
    return triangle;
  }

  /** Singular values, the greatest first. */
  static double[] singularValues(DMatrixRMaj matrix) {
    double[] values = new double[Math.min(matrix.numRows, matrix.numCols)];
    if (values.length > 0) {
      prepare();
      check(
          openblas.LAPACKE_dgesdd(
              LAPACK_COL_MAJOR,
              VALUES,
              matrix.numCols,
              matrix.numRows,
              matrix.data.clone(),
              matrix.numCols,
              values,
              new double[1],
              1,
              new double[1],
              1));
    }
    return values;
  }

  /** Eigenvalues of a symmetric matrix, the least first, and its eigenvectors if wanted. */
  static final class Eigen {
    /** None. */
    static final Eigen NONE = new Eigen(new double[0], new DMatrixRMaj(0, 0));

    private final double[] values;
    private final DMatrixRMaj vectors;

    private Eigen(double[] values, DMatrixRMaj vectors) {
      this.values = values;
      this.vectors = vectors;
    }

    /** Eigenvalues, the least first. */
    double[] values() {
      return values;
    }

    /** An eigenvector in each row; no rows if they were not wanted. */
    DMatrixRMaj vectors() {
      return vectors;
    }
  }

  /** Decomposes a symmetric matrix. */
  static Eigen eigen(DMatrixRMaj symmetric, boolean vectors) {
    int size = symmetric.numRows;
    double[] values = new double[size];
    DMatrixRMaj result = symmetric.copy();
    if (size > 0) {
      prepare();
      check(
          openblas.LAPACKE_dsyevd(
              LAPACK_COL_MAJOR,
              vectors ? VALUES_AND_VECTORS : VALUES,
              LOWER,
              size,
              result.data,
              size,
              values));
    }
    return new Eigen(values, vectors ? result : new DMatrixRMaj(0, size));
  }

  private static void check(int info) {
    if (info != 0) {
      throw new AulosException(
          "a matrix decomposition did not converge (LAPACK says "
              + info
              + "); check the embeddings for extreme values.");
    }
  }
}
