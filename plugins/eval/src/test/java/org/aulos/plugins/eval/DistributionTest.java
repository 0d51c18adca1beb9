package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.testkit.GoldenCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How sets of vectors lie in each other, by other implementations and by definition. */
class DistributionTest {
  private final GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-fad-128");
  private final EmbeddingSet x = Evidence.set(golden.input("x"));
  private final EmbeddingSet y = Evidence.set(golden.input("y"));

  @ParameterizedTest
  @CsvSource({"GAUSSIAN, kad", "INVERSE_QUADRATIC, kad_iq", "INVERSE_MULTIQUADRIC, kad_imq"})
  void kernelDistancesAgreeWithOtherImplementations(KadOptions.Kernel kernel, String expected) {
    Kad metric = new Kad(new KadOptions(kernel), 1);

    Score score = metric.score(Evidence.pair(y, x));

    golden.assertMatches(expected, score.value());
    golden.assertMatches("kad_bandwidth", Evidence.detail(score, "bandwidth"));
  }

  @Test
  void kernelDistancesTakeTheBandwidthOfTheReference() {
    Score score = new Kad(KadOptions.DEFAULTS, 1).score(Evidence.pair(x, y));

    golden.assertMatches("kad_bandwidth_x", Evidence.detail(score, "bandwidth"));
    golden.assertMatches("kad_with_bandwidth_x", score.value());
  }

  @ParameterizedTest
  @EnumSource
  void precisionAndItsKinAgreeWithOtherImplementations(PrdcOptions.Measure measure) {
    Score score = new Prdc(new PrdcOptions(measure, 5), 1).score(Evidence.pair(x, y));

    golden.assertMatches(OptionNames.of(measure), score.value());
    for (PrdcOptions.Measure other : PrdcOptions.Measure.values()) {
      golden.assertMatches(OptionNames.of(other), Evidence.detail(score, OptionNames.of(other)));
    }
  }

  @Test
  void fadInfinityAgreesWithOtherImplementationsOnGivenDraws() {
    GoldenCase steps = GoldenCase.resource(getClass(), "golden/eval-fad-inf");
    int[] counts = steps.input("ns").ints();
    int[] all = steps.input("draws").ints();
    int width = all.length / counts.length;
    int[][] draws =
        IntStream.range(0, counts.length)
            .mapToObj(step -> IntStream.range(0, counts[step]).map(i -> all[step * width + i]))
            .map(IntStream::toArray)
            .toArray(int[][]::new);

    double[] distances =
        FadInfinity.distances(
            Gaussian.of(Evidence.set(steps.input("x"))), Evidence.set(steps.input("y")), draws);
    FadInfinity.Line line = FadInfinity.Line.through(draws, distances);

    steps.assertMatches("fad_values", distances);
    steps.assertMatches("fad_inf", line.intercept());
    steps.assertMatches("slope", line.slope());
    steps.assertMatches("r2", line.r2());
  }

  @Test
  void fadInfinityIsFreeOfTheBiasOfFewVectors() {
    EmbeddingSet reference = Evidence.gaussian(20_000, 8, 1);
    EmbeddingSet evaluated = Evidence.gaussian(400, 8, 2);
    FadInfinityOptions options = new FadInfinityOptions(40, 50, List.of(), "");

    double fad =
        new FrechetMetrics.OfSets(new Fad(1)).score(Evidence.pair(reference, evaluated)).value();
    double infinity =
        new FrechetMetrics.OfSets(new FadInfinity(options, 1))
            .score(Evidence.pair(reference, evaluated))
            .value();

    // Both sets are of one distribution; drawing from 400 leaves the distance of these 400.
    assertThat(Math.abs(infinity)).isLessThan(1.2 * fad);
    assertThat(infinity).isLessThan(fad);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 200})
  void clipFadIsTheDistanceOfEachClipAlone(int count) {
    // 200 clips of 8 vectors lie in several stacks.
    EmbeddingSet reference = Evidence.gaussian(100, 6, 1);
    EmbeddingSet clips = Evidence.clips(count, 8, 6, 2);
    int end = clips.size();
    EmbeddingSet last =
        new EmbeddingSet("test", clips.ids().subList(end - 8, end), clipValues(clips, end - 8), 6);

    Score score = new FrechetMetrics.OfSets(new ClipFad(1)).score(Evidence.pair(reference, clips));
    double alone =
        new FrechetMetrics.OfSets(new Fad(1)).score(Evidence.pair(reference, last)).value();

    assertThat(score.samples().get(count - 1).value()).isCloseTo(alone, within(1e-12));
    double[] sorted = score.samples().stream().mapToDouble(SampleScore::value).sorted().toArray();
    assertThat(Evidence.detail(score, "median"))
        .isEqualTo((sorted[(count - 1) / 2] + sorted[count / 2]) / 2);
  }

  private static float[] clipValues(EmbeddingSet set, int from) {
    float[] values = new float[(set.size() - from) * set.dimension()];
    for (int row = from; row < set.size(); row++) {
      set.copyRow(row, values, (row - from) * set.dimension());
    }
    return values;
  }

  @Test
  void clipFadIsTheSameOnAnyNumberOfThreads() throws Exception {
    EmbeddingSet reference = Evidence.gaussian(100, 6, 1);
    EmbeddingSet clips = Evidence.clips(200, 8, 6, 2);
    int[][] rows = ClipShares.of(clips).rows();
    ForkJoinPool one = new ForkJoinPool(1);

    double[] many = ClipFad.distances(Gaussian.of(reference), clips, rows);
    double[] single =
        one.submit(() -> ClipFad.distances(Gaussian.of(reference), clips, rows)).get();
    one.shutdown();

    assertThat(many).containsExactly(single);
  }

  @Test
  void clipFadRefusesAClipOfOneVector() {
    Metric<?> metric = new FrechetMetrics.OfSets(new ClipFad(1));
    EmbeddingSet set = Evidence.gaussian(10, 3, 1);

    assertThatThrownBy(() -> ((FrechetMetrics.OfSets) metric).score(Evidence.pair(set, set)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'clip-00000' has 1 vectors");
  }

  @Test
  void fadInfinityRefusesFewerVectorsThanItsFirstStepTakes() {
    Metric<EmbeddingSets> metric =
        new FrechetMetrics.OfSets(new FadInfinity(FadInfinityOptions.DEFAULTS, 1));
    EmbeddingSet set = Evidence.gaussian(500, 3, 1);

    assertThatThrownBy(() -> metric.score(Evidence.pair(set, set)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("500 vectors")
        .hasMessageContaining("'smallest'");
  }

  @Test
  void fadInfinityWarnsOfTheBiasThatAFewReferenceVectorsLeave() {
    FadInfinityOptions options = new FadInfinityOptions(5, 20, List.of(), "");

    Score score =
        new FrechetMetrics.OfSets(new FadInfinity(options, 1))
            .score(Evidence.pair(Evidence.gaussian(12, 16, 1), Evidence.gaussian(60, 16, 2)));

    assertThat(score.warnings())
        .singleElement()
        .asString()
        .contains("12 reference vectors of 16 dimensions", "biased upwards");
  }

  @Test
  void kadRefusesMorePairsThanAnyoneWouldWaitFor() {
    EmbeddingSet many =
        new EmbeddingSet(
            "test", Collections.nCopies(300_000, "clip"), 2, (row, target, offset) -> {});

    assertThatThrownBy(
            () ->
                new Kad(KadOptions.DEFAULTS, 1)
                    .score(Evidence.pair(Evidence.gaussian(9, 2, 1), many)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("300000 by 300000 vectors")
        .hasMessageContaining("'limit'");
  }

  @Test
  void kadRefusesAConstantReference() {
    EmbeddingSet constant = Evidence.set(new float[30], 3);

    assertThatThrownBy(
            () ->
                new Kad(KadOptions.DEFAULTS, 1)
                    .score(Evidence.pair(constant, Evidence.gaussian(10, 3, 1))))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("10 reference vectors or more are equal");
  }

  @Test
  void prdcWarnsOfDuplicatesAndRefusesFewVectors() {
    EmbeddingSet constant = Evidence.set(new float[30], 3);
    Prdc prdc = new Prdc(PrdcOptions.DEFAULTS, 1);

    Score score = prdc.score(Evidence.pair(constant, Evidence.gaussian(10, 3, 1)));

    assertThat(score.value()).isZero();
    assertThat(score.warnings())
        .anyMatch(warning -> warning.contains("The reference set holds vectors that equal 5"));
    assertThat(prdc.score(Evidence.pair(Evidence.gaussian(10, 3, 1), constant)).warnings())
        .anyMatch(warning -> warning.contains("The evaluated set holds vectors that equal 5"));
    assertThatThrownBy(() -> prdc.score(Evidence.pair(constant, Evidence.gaussian(5, 3, 1))))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("has 5 vectors but needs 6");
  }

  @Test
  void fadWarnsOfConstantVectorsAndNamesTheClipThatIsNotFinite() {
    Metric<EmbeddingSets> fad = new FrechetMetrics.OfSets(new Fad(1));
    EmbeddingSet good = Evidence.gaussian(10, 3, 1);
    EmbeddingSet broken =
        new EmbeddingSet(
            "test",
            good.ids(),
            3,
            (row, target, offset) -> target[offset] = row == 4 ? Float.NaN : 1);

    assertThat(fad.score(Evidence.pair(good, Evidence.set(new float[30], 3))).warnings())
        .anyMatch(warning -> warning.contains("All evaluated vectors are equal"));
    Metric<EmbeddingSets> ofClips = new FrechetMetrics.OfSets(new ClipFad(1));
    EmbeddingSet brokenClip =
        new EmbeddingSet("test", Collections.nCopies(10, "clip"), 3, broken::copyRow);
    assertThatThrownBy(() -> ofClips.score(Evidence.pair(good, brokenClip)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'clip' is not finite");
    assertThatThrownBy(() -> fad.score(Evidence.pair(good, broken)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("'clip-00004' is not finite");
  }
}
