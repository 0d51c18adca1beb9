package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.aulos.testkit.GoldenCase;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogisticRegressionTest {
  private final GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-linear-probe");

  @Test
  void agreesWithScikitLearn() {
    DMatrixRMaj train = Evidence.matrix(golden.input("train_x"));
    DMatrixRMaj test = Evidence.matrix(golden.input("test_x"));
    Standardisation standardisation = Standardisation.of(train);
    standardisation.apply(train);
    standardisation.apply(test);

    LogisticRegression fitted =
        LogisticRegression.fit(train, golden.input("train_y").ints(), 5, golden.number("C"));

    golden.assertMatches("standardised_test", test.data);
    golden.assertMatches("W", CommonOps_DDRM.extract(fitted.weights(), 0, 5, 0, 20).data);
    golden.assertMatches("b", CommonOps_DDRM.extract(fitted.weights(), 0, 5, 20, 21).data);
    golden.assertMatches("objective", fitted.objective());
    golden.assertMatches("test_prob", fitted.probabilities(test).data);
    golden.assertMatches("accuracy", accuracy(fitted.predict(test)));
  }

  /**
   * Objective and summed absolute weights by scikit-learn 1.9.1 (solver newton-cg, tol 1e-9); the
   * second case has more dimensions than examples.
   */
  @ParameterizedTest
  @CsvSource({
    "12345, 200, 30, 4, 1, 75.68481179189146, 51.88448415489664",
    "12346, 60, 150, 3, 1, 8.212831704875857, 52.29805649371289",
    "12347, 300, 12, 6, 10, 696.8629129150966, 137.80533993453327"
  })
  void agreesWithScikitLearnOnOtherShapes(
      long seed, int n, int d, int classes, double c, double objective, double weights) {
    DMatrixRMaj examples = congruential(seed, n, d);
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> greatest(examples, i, classes));

    LogisticRegression fitted = LogisticRegression.fit(examples, labels, classes, c);

    assertThat(fitted.objective()).isCloseTo(objective, within(1e-7 * objective));
    assertThat(
            CommonOps_DDRM.elementSumAbs(
                CommonOps_DDRM.extract(fitted.weights(), 0, classes, 0, d)))
        .isCloseTo(weights, within(1e-4 * weights));
  }

  @Test
  void hasNoGradientAtTheOptimum() {
    // Ill-conditioned on purpose: columns of scales from 1e-2 to 1e2, more of them than examples.
    int n = 40;
    int d = 60;
    DMatrixRMaj examples = random(n, d);
    for (int j = 0; j < d; j++) {
      CommonOps_DDRM.scaleCol(Math.pow(10, -2 + 4.0 * j / d), examples, j);
    }
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> i % 3);

    LogisticRegression fitted = LogisticRegression.fit(examples, labels, 3, 1);

    assertThat(gradient(fitted, examples, labels)).isLessThan(1e-6);
  }

  @Test
  void fallsBackToClassFrequenciesOnConstantFeatures() {
    DMatrixRMaj examples = new DMatrixRMaj(10, 4);
    int[] labels = {0, 0, 0, 0, 0, 0, 0, 1, 1, 2};

    LogisticRegression fitted = LogisticRegression.fit(examples, labels, 3, 1);

    assertThat(fitted.probabilities(new DMatrixRMaj(1, 4)).data)
        .containsExactly(new double[] {0.7, 0.2, 0.1}, within(1e-9));
  }

  private double accuracy(int[] predicted) {
    int[] expected = golden.input("test_y").ints();
    int hits = 0;
    for (int i = 0; i < expected.length; i++) {
      hits += predicted[i] == expected[i] ? 1 : 0;
    }
    return (double) hits / expected.length;
  }

  /** Greatest element of W + Σ (p - y) xᵀ, the gradient by definition, biases apart. */
  private static double gradient(LogisticRegression fitted, DMatrixRMaj examples, int[] labels) {
    DMatrixRMaj residuals = fitted.probabilities(examples);
    for (int i = 0; i < labels.length; i++) {
      residuals.add(i, labels[i], -1);
    }
    DMatrixRMaj gradient = CommonOps_DDRM.multTransA(residuals, examples, null);
    DMatrixRMaj weights =
        CommonOps_DDRM.extract(fitted.weights(), 0, gradient.numRows, 0, examples.numCols);
    CommonOps_DDRM.addEquals(gradient, weights);
    return CommonOps_DDRM.elementMaxAbs(gradient);
  }

  /** Floats in [-1, 1) by the linear congruence of C's rand. */
  private static DMatrixRMaj congruential(long seed, int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    long state = seed;
    for (int i = 0; i < matrix.data.length; i++) {
      state = (state * 1103515245 + 12345) % (1L << 31);
      matrix.data[i] = (float) (state / (double) (1L << 31) * 2 - 1);
    }
    return matrix;
  }

  /** Class of an example: the greatest of its first values, each blurred by half of another. */
  private static int greatest(DMatrixRMaj examples, int row, int classes) {
    int greatest = 0;
    double value = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      double blurred = examples.get(row, k) + 0.5 * examples.get(row, classes + k);
      if (blurred > value) {
        value = blurred;
        greatest = k;
      }
    }
    return greatest;
  }

  private static DMatrixRMaj random(int rows, int columns) {
    Random random = new Random(1);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> random.nextGaussian());
    return matrix;
  }
}
