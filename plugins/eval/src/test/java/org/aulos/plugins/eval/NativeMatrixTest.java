package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against EJML, which shares no code with OpenBLAS. */
class NativeMatrixTest {
  private static DMatrixRMaj drawn(int rows, int columns, long seed) {
    return RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, new Random(seed));
  }

  private static DMatrixRMaj upperTriangle(int size, long seed) {
    return RandomMatrices_DDRM.triangularUpper(size, 0, -1, 1, new Random(seed));
  }

  private static void assertEqual(DMatrixRMaj actual, DMatrixRMaj expected) {
    assertThat(actual.numCols).isEqualTo(expected.numCols);
    assertThat(actual.data).containsExactly(expected.data, within(1e-13));
  }

  @Test
  void multiplies() {
    DMatrixRMaj a = drawn(3, 5, 1);
    DMatrixRMaj b = drawn(5, 4, 2);

    try (NativeMatrix product = NativeMatrix.copyOf(a).times(NativeMatrix.copyOf(b))) {
      assertEqual(product.toHeap(), CommonOps_DDRM.mult(a, b, null));
    }
  }

  @Test
  void multipliesATranspose() {
    DMatrixRMaj a = drawn(5, 3, 1);
    DMatrixRMaj b = drawn(5, 4, 2);

    try (NativeMatrix product = NativeMatrix.copyOf(a).transposedTimes(NativeMatrix.copyOf(b))) {
      assertEqual(product.toHeap(), CommonOps_DDRM.multTransA(a, b, null));
    }
  }

  @Test
  void multipliesByATranspose() {
    DMatrixRMaj a = drawn(3, 5, 1);
    DMatrixRMaj b = drawn(5, 5, 2);

    assertEqual(NativeMatrix.copyOf(b).ontoRows(a), CommonOps_DDRM.multTransB(a, b, null));
  }

  @Test
  void multipliesByTheTransposeOfATriangle() {
    DMatrixRMaj a = drawn(3, 5, 1);
    DMatrixRMaj b = upperTriangle(5, 2);

    assertEqual(NativeMatrix.copyOf(b).ontoRows(a), CommonOps_DDRM.multTransB(a, b, null));
  }

  @Test
  void multipliesATriangleByTheTransposeOfAnother() {
    DMatrixRMaj a = upperTriangle(6, 1);
    DMatrixRMaj b = upperTriangle(6, 2);

    assertEqual(NativeMatrix.copyOf(b).ontoRows(a), CommonOps_DDRM.multTransB(a, b, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void hasRowsOfZerosWhereNothingIsAddedUp(int rows) {
    DMatrixRMaj empty = new DMatrixRMaj(rows, 0);

    assertEqual(NativeMatrix.copyOf(empty).ontoRows(empty), new DMatrixRMaj(rows, rows));
  }

  @Test
  void hasTheSingularValuesOfAPartOfItsRows() {
    DMatrixRMaj matrix = drawn(9, 7, 1);
    DMatrixRMaj part = CommonOps_DDRM.extract(matrix, 2, 6, 0, 7);

    try (NativeMatrix whole = NativeMatrix.copyOf(matrix)) {
      assertThat(whole.part(2, 4).singularValues())
          .containsExactly(SingularOps_DDRM.singularValues(part), within(1e-13));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 1024})
  void findsTheEigenvaluesThatASymmetricMatrixWasMadeOf(int size) {
    double[] expected = IntStream.range(0, size).mapToDouble(i -> 1 + i * i).toArray();

    try (NativeMatrix matrix = NativeMatrix.copyOf(withEigenvalues(expected))) {
      double greatest = expected[size - 1];
      assertThat(matrix.eigenvalues()).containsExactly(expected, within(1e-13 * greatest));
    }
  }

  /** H D H of a reflection H: as symmetric as its own transpose, and no value of it is zero. */
  private static DMatrixRMaj withEigenvalues(double[] values) {
    int size = values.length;
    DMatrixRMaj normal = drawn(size, 1, 3);
    CommonOps_DDRM.scale(Math.sqrt(2 / CommonOps_DDRM.dot(normal, normal)), normal);
    DMatrixRMaj reflection = CommonOps_DDRM.identity(size);
    CommonOps_DDRM.multAddTransB(-1, normal, normal, reflection);
    DMatrixRMaj half = reflection.copy();
    CommonOps_DDRM.multRows(values, half);
    return CommonOps_DDRM.multTransA(reflection, half, null);
  }
}
