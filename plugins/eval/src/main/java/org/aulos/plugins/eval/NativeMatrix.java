package org.aulos.plugins.eval;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasNonUnit;
import static org.bytedeco.openblas.global.openblas.CblasRight;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import java.util.Arrays;
import java.util.List;
import org.aulos.api.AulosException;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;

/**
 * A matrix of doubles outside the Java heap, row by row, and what OpenBLAS makes of it in the
 * thread that asks. An array of the heap would be copied there and back by every call: 32 MB twice
 * for a factor of 2,048 dimensions, which takes eight times as long as its product with 30 vectors.
 *
 * <p>LAPACK reads columns where our matrices hold rows, so it sees transposes: singular values and
 * symmetric matrices do not mind, and Q R of rows is L Q of what it sees.
 */
final class NativeMatrix implements AutoCloseable {
  private static final byte VALUES = 'N';
  private static final byte VALUES_AND_VECTORS = 'V';
  private static final byte LOWER = 'L';

  /** From this size on two steps to a tridiagonal matrix, by way of a band, take less than one. */
  private static final int TWO_STAGES = 1024;

  private static volatile boolean ready;

  private final int rows;
  private final int columns;
  private final DoublePointer values;
  // Square, and zero below the diagonal: half the work of a product.
  private final boolean triangle;

  private NativeMatrix(int rows, int columns, DoublePointer values, boolean triangle) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
    this.triangle = triangle;
  }

  /** A matrix whose values are to be set. */
  static NativeMatrix of(int rows, int columns) {
    return new NativeMatrix(rows, columns, allocate(Math.multiplyExact(rows, columns)), false);
  }

  /** A copy of a matrix of the heap. */
  static NativeMatrix copyOf(DMatrixRMaj matrix) {
    DoublePointer values = allocate(matrix.getNumElements());
    values.put(matrix.data, 0, matrix.getNumElements());
    return new NativeMatrix(matrix.numRows, matrix.numCols, values, isTriangle(matrix));
  }

  /** The rows of all; they are of as many columns. */
  static NativeMatrix stacked(List<NativeMatrix> parts) {
    int total = parts.stream().mapToInt(part -> part.rows).sum();
    NativeMatrix result = of(total, parts.get(0).columns);
    int first = 0;
    for (NativeMatrix part : parts) {
      openblas.cblas_dcopy(part.size(), part.values, 1, result.from(first), 1);
      first += part.rows;
    }
    return result;
  }

  private static boolean isTriangle(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    if (size != matrix.numCols) {
      return false;
    }
    for (int i = 1; i < size; i++) {
      for (int j = i * size; j < i * size + i; j++) {
        if (matrix.data[j] != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static DoublePointer allocate(int size) {
    prepare();
    return new DoublePointer(Math.max(1, size));
  }

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

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  private boolean isEmpty() {
    return rows == 0 || columns == 0;
  }

  private int size() {
    return rows * columns;
  }

  /** The rows {@code [first, first + count)} of this one: no copy, and gone when this is closed. */
  NativeMatrix part(int first, int count) {
    return new NativeMatrix(count, columns, from(first), false);
  }

  private DoublePointer from(int row) {
    return values.getPointer(DoublePointer.class, (long) row * columns);
  }

  /** Multiplies every value. */
  NativeMatrix scaled(double factor) {
    openblas.cblas_dscal(size(), factor, values, 1);
    return this;
  }

  /** The same in the heap. */
  DMatrixRMaj toHeap() {
    return toHeap(new DMatrixRMaj(rows, columns));
  }

  /** The same in a matrix of the heap, which takes its shape and is returned. */
  DMatrixRMaj toHeap(DMatrixRMaj target) {
    target.reshape(rows, columns);
    values.get(target.data, 0, target.getNumElements());
    return target;
  }

  /** A B. */
  NativeMatrix times(NativeMatrix other) {
    return product(CblasNoTrans, this, rows, columns, CblasNoTrans, other, other.columns);
  }

  /** Aᵀ B. */
  NativeMatrix transposedTimes(NativeMatrix other) {
    return product(CblasTrans, this, columns, rows, CblasNoTrans, other, other.columns);
  }

  /** A Bᵀ. */
  NativeMatrix timesTransposed(NativeMatrix other) {
    if (!other.triangle || isEmpty()) {
      return product(CblasNoTrans, this, rows, columns, CblasTrans, other, other.rows);
    }
    NativeMatrix result = stacked(List.of(this));
    openblas.cblas_dtrmm(
        CblasRowMajor,
        CblasRight,
        CblasUpper,
        CblasTrans,
        CblasNonUnit,
        rows,
        columns,
        1,
        other.values,
        columns,
        result.values,
        columns);
    return result;
  }

  /** B Aᵀ, for rows B of the heap. */
  DMatrixRMaj ontoRows(DMatrixRMaj vectors) {
    try (NativeMatrix copy = copyOf(vectors);
        NativeMatrix product = copy.timesTransposed(this)) {
      return product.toHeap();
    }
  }

  private static NativeMatrix product(
      int aForm, NativeMatrix a, int height, int inner, int bForm, NativeMatrix b, int width) {
    NativeMatrix result = of(height, width);
    if (result.isEmpty()) {
      return result;
    }
    openblas.cblas_dgemm(
        CblasRowMajor,
        aForm,
        bForm,
        height,
        width,
        inner,
        1,
        a.values,
        Math.max(1, a.columns),
        b.values,
        Math.max(1, b.columns),
        0,
        result.values,
        width);
    return result;
  }

  /** A Aᵀ; what lies below its diagonal is not set. */
  NativeMatrix gram() {
    return gram(CblasNoTrans, rows, columns);
  }

  /** Aᵀ A; what lies below its diagonal is not set. */
  NativeMatrix transposedGram() {
    return gram(CblasTrans, columns, rows);
  }

  private NativeMatrix gram(int form, int width, int inner) {
    NativeMatrix result = of(width, width);
    if (!result.isEmpty()) {
      openblas.cblas_dsyrk(
          CblasRowMajor,
          CblasUpper,
          form,
          width,
          inner,
          1,
          values,
          Math.max(1, columns),
          0,
          result.values,
          width);
    }
    return result;
  }

  /** R of A = Q R, of at least as many rows as columns; the matrix is overwritten. */
  DMatrixRMaj triangle() {
    try (DoublePointer reflectors = allocate(columns)) {
      check(
          openblas.LAPACKE_dgelqf(
              LAPACK_COL_MAJOR, columns, rows, values, Math.max(1, columns), reflectors));
    }
    DMatrixRMaj result = part(0, columns).toHeap();
    for (int i = 1; i < columns; i++) {
      Arrays.fill(result.data, i * columns, i * columns + i, 0);
    }
    return result;
  }

  /** Singular values, the greatest first; the matrix is overwritten. */
  double[] singularValues() {
    double[] found = new double[Math.min(rows, columns)];
    if (found.length == 0) {
      return found;
    }
    try (DoublePointer singular = allocate(found.length);
        DoublePointer none = allocate(1)) {
      check(
          openblas.LAPACKE_dgesdd(
              LAPACK_COL_MAJOR,
              VALUES,
              columns,
              rows,
              values,
              columns,
              singular,
              none,
              1,
              none,
              1));
      singular.get(found);
    }
    return found;
  }

  /**
   * Eigenvalues of a symmetric matrix, the least first; the matrix is overwritten. What lies below
   * its diagonal is not looked at.
   */
  double[] eigenvalues() {
    return eigenvalues(VALUES);
  }

  /** The same; the matrix becomes the eigenvectors, one in each row. */
  double[] becomeEigenvectors() {
    return eigenvalues(VALUES_AND_VECTORS);
  }

  private double[] eigenvalues(byte wanted) {
    double[] found = new double[rows];
    if (rows == 0) {
      return found;
    }
    try (DoublePointer eigenvalues = allocate(rows)) {
      check(
          wanted == VALUES && rows >= TWO_STAGES
              ? openblas.LAPACKE_dsyev_2stage(
                  LAPACK_COL_MAJOR, wanted, LOWER, rows, values, rows, eigenvalues)
              : openblas.LAPACKE_dsyevd(
                  LAPACK_COL_MAJOR, wanted, LOWER, rows, values, rows, eigenvalues));
      eigenvalues.get(found);
    }
    return found;
  }

  private static void check(int info) {
    if (info != 0) {
      throw new AulosException(
          "a matrix decomposition did not converge (LAPACK says "
              + info
              + "); check the embeddings for extreme values.");
    }
  }

  @Override
  public void close() {
    values.close();
  }
}
