package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Interval;
import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each clip adds to the score of a whole set. */
class SharesTest {
  private static final EmbeddingSet REFERENCE = Evidence.clips(80, 4, 6, 1);
  private static final EmbeddingSet EVALUATED = Evidence.clips(60, 4, 6, 2);

  static Stream<Metric<EmbeddingSets>> metrics() {
    return Stream.of(
        new FrechetMetrics.OfSets(new Fad(1)),
        new FrechetMetrics.OfSets(new ClipFad(1)),
        new FrechetMetrics.OfSets(new FadInfinity(new FadInfinityOptions(5, 20, List.of(), ""), 1)),
        new Kad(KadOptions.DEFAULTS, 1),
        new Prdc(new PrdcOptions(PrdcOptions.Measure.PRECISION, 5), 1),
        new Prdc(new PrdcOptions(PrdcOptions.Measure.RECALL, 5), 1),
        new Prdc(new PrdcOptions(PrdcOptions.Measure.DENSITY, 5), 1),
        new Prdc(new PrdcOptions(PrdcOptions.Measure.COVERAGE, 5), 1));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void haveTheScoreAsTheirMeanAndLieAroundIt(Metric<EmbeddingSets> metric) {
    Score score = metric.score(new EmbeddingSets(REFERENCE, EVALUATED));

    double mean = score.samples().stream().mapToDouble(SampleScore::value).average().orElseThrow();
    assertThat(mean).isCloseTo(score.value(), within(1e-10 * (1 + Math.abs(score.value()))));
    assertThat(score.samples()).hasSize(60);
    Interval interval = score.interval();
    assertThat(interval).isNotNull();
    assertThat(score.value()).isBetween(interval.low(), interval.high());
  }

  @Test
  void ofFadFollowTheDistanceWithoutTheClip() {
    followsLeavingOut(new FrechetMetrics.OfSets(new Fad(1)), 0.99);
  }

  @Test
  void ofKadFollowTheDistanceWithoutTheClip() {
    followsLeavingOut(new Kad(KadOptions.DEFAULTS, 1), 0.99);
  }

  @Test
  void ofCoverageFollowTheShareWithoutTheClip() {
    followsLeavingOut(new Prdc(new PrdcOptions(PrdcOptions.Measure.COVERAGE, 5), 1), 0.999);
  }

  /**
   * Correlation of shares with pseudo-values of the jackknife, and their slope: both are 1 to first
   * order, and what is left is of the order of one in the number of clips.
   */
  private static void followsLeavingOut(Metric<EmbeddingSets> metric, double correlation) {
    Score score = metric.score(new EmbeddingSets(REFERENCE, EVALUATED));
    int clips = score.samples().size();
    double[] shares = score.samples().stream().mapToDouble(SampleScore::value).toArray();
    double[] pseudo =
        score.samples().stream()
            .mapToDouble(
                sample ->
                    clips * score.value()
                        - (clips - 1)
                            * metric
                                .score(
                                    new EmbeddingSets(
                                        REFERENCE, Evidence.without(EVALUATED, sample.id())))
                                .value())
            .toArray();

    double spread = covariance(shares, shares);
    assertThat(covariance(shares, pseudo) / Math.sqrt(spread * covariance(pseudo, pseudo)))
        .isGreaterThan(correlation);
    assertThat(covariance(shares, pseudo) / spread).isCloseTo(1, within(0.1));
  }

  private static double covariance(double[] a, double[] b) {
    double aMean = IntStream.range(0, a.length).mapToDouble(i -> a[i]).average().orElseThrow();
    double bMean = IntStream.range(0, b.length).mapToDouble(i -> b[i]).average().orElseThrow();
    return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - aMean) * (b[i] - bMean)).sum();
  }

  @Test
  void ofFadAreThoseOfTheVectorsWhereTheCovarianceIsSingular() {
    // Two dimensions more that are copies: neither the distances nor the shares know of them but
    // by their scale, which doubles all squares.
    EmbeddingSet reference = doubled(REFERENCE);
    EmbeddingSet evaluated = doubled(EVALUATED);
    Metric<EmbeddingSets> fad = new FrechetMetrics.OfSets(new Fad(1));

    Score plain = fad.score(new EmbeddingSets(REFERENCE, EVALUATED));
    Score singular = fad.score(new EmbeddingSets(reference, evaluated));

    for (int i = 0; i < plain.samples().size(); i++) {
      assertThat(singular.samples().get(i).value())
          .isCloseTo(2 * plain.samples().get(i).value(), within(1e-6));
    }
  }

  private static EmbeddingSet doubled(EmbeddingSet set) {
    int d = set.dimension();
    return new EmbeddingSet(
        "doubled",
        set.ids(),
        2 * d,
        (row, target, offset) -> {
          set.copyRow(row, target, offset);
          set.copyRow(row, target, offset + d);
        });
  }

  @Test
  void giveFadAnIntervalAsWideAsItsSpreadOverFreshClips() {
    Metric<EmbeddingSets> fad = new FrechetMetrics.OfSets(new Fad(1));
    EmbeddingSet reference = gaussian(4000, 0, 7);
    double[] values = new double[100];
    double width = 0;
    for (int i = 0; i < values.length; i++) {
      Score score = fad.score(new EmbeddingSets(reference, gaussian(300, 0.5, 100 + i)));
      values[i] = score.value();
      Interval interval = score.interval();
      assertThat(interval).isNotNull();
      width += (interval.high() - interval.low()) / values.length;
    }

    // A 95 % interval is 3.92 deviations wide; 100 values leave 7 % of noise in theirs.
    double deviation = Math.sqrt(covariance(values, values) / (values.length - 1));
    assertThat(width / (3.92 * deviation)).isBetween(0.8, 1.2);
  }

  private static EmbeddingSet gaussian(int size, double shift, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (shift + random.nextGaussian());
    }
    return Evidence.set(values, 3);
  }

  @Test
  void ofTwoClipsMakeAnIntervalThatIsDoubted() {
    Score score =
        new FrechetMetrics.OfSets(new Fad(1))
            .score(new EmbeddingSets(REFERENCE, Evidence.clips(2, 30, 6, 3)));

    assertThat(score.interval()).isNotNull();
    assertThat(score.warnings()).anyMatch(warning -> warning.contains("Drawn from 2 clips"));
  }

  @Test
  void ofOneClipMakeNoInterval() {
    Score score =
        new FrechetMetrics.OfSets(new Fad(1))
            .score(new EmbeddingSets(REFERENCE, Evidence.clips(1, 30, 6, 3)));

    assertThat(score.interval()).isNull();
    assertThat(score.warnings()).anyMatch(warning -> warning.contains("One clip alone"));
  }
}
