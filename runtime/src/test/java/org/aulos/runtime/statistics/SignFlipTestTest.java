package org.aulos.runtime.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.aulos.runtime.statistics.SignFlipTest.Method;
import org.junit.jupiter.api.Test;

class SignFlipTestTest {
  /** Clips that only the second system got right, only the first, and both. */
  private static double[] hits(int gained, int lost, int same) {
    double[] differences = new double[gained + lost + same];
    Arrays.fill(differences, 0, gained, 1);
    Arrays.fill(differences, gained, gained + lost, -1);
    return differences;
  }

  @Test
  void ofHitsAndMissesItIsMcNemarsExactTest() {
    SignFlipTest test = SignFlipTest.of(hits(12, 3, 85), 1);

    // R: binom.test(3, 15)$p.value
    assertThat(test.p()).isCloseTo(0.03515625, within(1e-12));
    assertThat(test.method()).isEqualTo(Method.MCNEMAR_EXACT);
  }

  @Test
  void smallSamplesAreTestedByAllSigns() {
    SignFlipTest test = SignFlipTest.of(new double[] {1, 2, 3, 4}, 1);

    // Of 16 signs only all plus and all minus reach a sum of 10.
    assertThat(test.p()).isEqualTo(2 / 16.0);
    assertThat(test.method()).isEqualTo(Method.ALL_SIGNS);
  }

  @Test
  void isThePermutationTestOfSciPyForPairs() {
    double[] first = {0.61, 0.40, 0.83, 0.12, 0.55, 0.97, 0.31, 0.74, 0.28, 0.66, 0.49, 0.90};
    double[] second = {0.70, 0.42, 0.80, 0.35, 0.61, 0.99, 0.30, 0.88, 0.41, 0.71, 0.47, 0.95};
    double[] differences =
        IntStream.range(0, first.length).mapToDouble(i -> second[i] - first[i]).toArray();

    // scipy 1.17.1: stats.permutation_test((a, b), lambda x, y: np.mean(y - x),
    // permutation_type='samples', n_resamples=np.inf), which is 56 of 4096 signs.
    assertThat(SignFlipTest.of(differences, 1).p()).isCloseTo(0.013671875, within(1e-12));
  }

  @Test
  void drawnSignsAreThoseOfSciPy() {
    double[] differences =
        IntStream.rangeClosed(1, 40).mapToDouble(i -> Math.sin(1.7 * i) + 0.2).toArray();

    // scipy 1.17.1, as above, 2,000,000 draws; ours are 100,000: one standard deviation is 0.001.
    assertThat(SignFlipTest.of(differences, 1).p()).isCloseTo(0.0956, within(0.004));
  }

  @Test
  void sumsThatRoundingKeepsApartCountAsEqual() {
    // 0.1 + 0.2 - 0.3 is not zero in floating point; every sign of {0.1, 0.2, 0.3} reaches it.
    assertThat(SignFlipTest.of(new double[] {0.1, 0.2, -0.3}, 1).p()).isEqualTo(1);
  }

  @Test
  void drawnSignsComeNearToAllSigns() {
    Random random = new Random(3);
    double[] small = random.doubles(SignFlipTest.MOST_ENUMERATED, -0.6, 1).toArray();
    double[] large = Arrays.copyOf(small, small.length + 1);
    large[small.length] = 1e-9; // too small to matter, but one more than are enumerated

    SignFlipTest drawn = SignFlipTest.of(large, 5);

    assertThat(drawn.method()).isEqualTo(Method.DRAWN_SIGNS);
    // 100,000 draws leave at most 0.0016 of noise (one standard deviation at p = 0.5).
    assertThat(drawn.p()).isCloseTo(SignFlipTest.of(small, 5).p(), within(0.006));
  }

  @Test
  void noDifferenceIsNoEvidence() {
    assertThat(SignFlipTest.of(new double[30], 1).p()).isEqualTo(1);
    assertThat(SignFlipTest.of(new double[0], 1).p()).isEqualTo(1);
  }

  @Test
  void oneSeedGivesOneProbability() {
    double[] differences = new Random(1).doubles(200, -1, 1).toArray();

    assertThat(SignFlipTest.of(differences, 9)).isEqualTo(SignFlipTest.of(differences, 9));
  }
}
