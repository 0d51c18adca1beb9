package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.aulos.api.Interval;
import org.aulos.testkit.GoldenCase;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void agreesWithOtherImplementationsOnGivenDraws() {
    GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-retrieval");
    double[] correct = golden.input("correct").doubles();
    int[] draws = golden.input("resamples").ints();
    double[] means = new double[draws.length / correct.length];
    Arrays.setAll(
        means,
        i ->
            Bootstrap.mean(
                correct, Arrays.copyOfRange(draws, i * correct.length, (i + 1) * correct.length)));

    Interval interval = Bootstrap.interval(means);

    golden.assertMatches("boot_means", Arrays.copyOf(means, 20));
    golden.assertMatches("boot_low", interval.low());
    golden.assertMatches("boot_high", interval.high());
  }

  @Test
  void isAsWideAsTheNormalApproximation() {
    double[] hits = new double[400];
    Arrays.fill(hits, 0, 300, 1);

    Interval interval = Bootstrap.interval(List.of(hits), 1);

    // 0.75 ± 1.96 sqrt(0.75 * 0.25 / 400); 1,000 resamples leave about 0.005 of noise.
    assertThat(interval.low()).isCloseTo(0.7076, within(0.01));
    assertThat(interval.high()).isCloseTo(0.7924, within(0.01));
  }

  @Test
  void drawsWithinFolds() {
    List<double[]> folds = List.of(new double[] {1, 1}, new double[] {0, 0, 0});

    assertThat(Bootstrap.interval(folds, 1)).isEqualTo(new Interval(0.5, 0.5, 0.95));
  }
}
