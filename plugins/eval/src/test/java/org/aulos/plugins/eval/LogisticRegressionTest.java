package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.aulos.testkit.GoldenCase;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

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

  private static DMatrixRMaj random(int rows, int columns) {
    Random random = new Random(1);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    Arrays.setAll(matrix.data, i -> random.nextGaussian());
    return matrix;
  }
}
