package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class StandardisationTest {
  @Test
  void centresAndScalesByTheTrainingPart() {
    Standardisation standardisation =
        Standardisation.of(new DMatrixRMaj(new double[][] {{1, 4}, {3, 8}}));
    DMatrixRMaj other = new DMatrixRMaj(new double[][] {{5, 6}});

    standardisation.apply(other);

    // Means 2 and 6, population deviations 1 and 2.
    assertThat(other.data).containsExactly(new double[] {3, 0}, within(1e-12));
  }

  @Test
  void onlyCentresWhatDoesNotVary() {
    // The mean of three times 0.1 is not quite 0.1.
    DMatrixRMaj constant = new DMatrixRMaj(new double[][] {{0.1}, {0.1}, {0.1}});

    Standardisation.of(constant).apply(constant);

    assertThat(constant.data).containsOnly(new double[] {0, 0, 0}, within(1e-15));
  }
}
