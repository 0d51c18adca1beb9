package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Interval;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Metric;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.testkit.GoldenCase;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProbesTest {
  static Stream<Metric<LabelledEmbeddings>> probes() {
    return Stream.of(
        new LinearProbe(LinearProbeOptions.DEFAULTS, 1), new KnnProbe(KnnProbeOptions.DEFAULTS, 1));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void tellSeparateClassesApart(Metric<LabelledEmbeddings> probe) {
    Score score = probe.score(Evidence.clusters(60, 3, 0.05, List.of()));

    assertThat(score.value()).isEqualTo(1);
    assertThat(score.interval()).isEqualTo(new Interval(1, 1, 0.95));
    assertThat(score.details()).containsEntry("macro F1", 1.0);
  }

  @ParameterizedTest
  @MethodSource("probes")
  void guessWhereThereIsNothingToLearn(Metric<LabelledEmbeddings> probe) {
    Score score = probe.score(Evidence.clusters(400, 4, 1e6, List.of()));

    // Chance is 0.25, its standard error sqrt(0.25 * 0.75 / 400) = 0.022.
    assertThat(score.value()).isCloseTo(0.25, within(0.09));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void areTheMeanOfTheirFoldsAndOfTheirSamples(Metric<LabelledEmbeddings> probe) {
    Score score = probe.score(Evidence.clusters(120, 4, 0.6, Evidence.folds(120, 4)));

    double ofFolds =
        Stream.of("1", "2", "3", "4")
            .mapToDouble(fold -> Evidence.detail(score, "accuracy of fold " + fold))
            .average()
            .orElseThrow();
    double ofSamples =
        score.samples().stream().mapToDouble(SampleScore::value).average().orElseThrow();
    assertThat(score.value()).isCloseTo(ofFolds, within(1e-12)).isBetween(0.4, 0.99);
    assertThat(score.value()).isCloseTo(ofSamples, within(1e-12));
    assertThat(score.n()).isEqualTo(120);
  }

  @ParameterizedTest
  @MethodSource("probes")
  void doNotDependOnTheOrderOfTheEvidence(Metric<LabelledEmbeddings> probe) {
    LabelledEmbeddings evidence = Evidence.clusters(90, 3, 0.8, List.of());

    assertThat(probe.score(Evidence.reversed(evidence))).isEqualTo(probe.score(evidence));
  }

  @ParameterizedTest
  @MethodSource("probes")
  void refuseASingleClass(Metric<LabelledEmbeddings> probe) {
    assertThatThrownBy(() -> probe.score(Evidence.clusters(10, 1, 1, List.of())))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("two classes at least, but there are 10 clips of [class 0]");
  }

  @ParameterizedTest
  @MethodSource("probes")
  void refuseAClipWithTwoVectors(Metric<LabelledEmbeddings> probe) {
    EmbeddingSet twice = new EmbeddingSet("s", List.of("a", "a"), new float[2], 1);

    assertThatThrownBy(
            () -> probe.score(new LabelledEmbeddings(twice, List.of("x", "y"), List.of())))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("Clip 'a' has more than one vector");
  }

  @Test
  void linearProbeSignsEveryChoice() {
    Score score =
        new LinearProbe(LinearProbeOptions.DEFAULTS, 42)
            .score(Evidence.clusters(20, 2, 0, List.of()));

    assertThat(score.signature().choices())
        .containsEntry("classifier", "logistic-regression")
        .containsEntry("c", "1.0")
        .containsEntry("standardise", "true")
        .containsEntry("protocol", "stratified")
        .containsEntry("folds", "5")
        .containsEntry("seed", "42")
        .containsKey("version");
  }

  @Test
  void nearestNeighboursAgreeWithOtherImplementations() {
    GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-retrieval");

    golden.assertMatches("knn_pred", asDoubles(neighbours(golden, 5)));
    golden.assertMatches("knn", accuracy(golden, neighbours(golden, 5)));
    golden.assertMatches("knn_k1", accuracy(golden, neighbours(golden, 1)));
  }

  @Test
  void euclideanNeighboursHeedLength() {
    DMatrixRMaj train = new DMatrixRMaj(new double[][] {{1, 0}, {10, 1}});
    DMatrixRMaj test = new DMatrixRMaj(new double[][] {{9, 0}});
    int[] labels = {0, 1};

    assertThat(KnnProbe.predict(train, labels, test, 2, 1, KnnProbeOptions.Distance.EUCLIDEAN))
        .containsExactly(1);
    assertThat(KnnProbe.predict(train, labels, test, 2, 1, KnnProbeOptions.Distance.COSINE))
        .containsExactly(0);
  }

  @Test
  void refusesMoreNeighboursThanThereAre() {
    KnnProbeOptions ten =
        new KnnProbeOptions(10, KnnProbeOptions.Distance.COSINE, false, Protocol.AUTO, 2);

    assertThatThrownBy(() -> new KnnProbe(ten, 1).score(Evidence.clusters(12, 2, 1, List.of())))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("10 neighbours cannot vote among the 6 training clips of fold '1'");
  }

  @Test
  void optionsNameTheValueAndTheExpectation() {
    assertThatThrownBy(() -> new LinearProbeOptions(0, true, Protocol.AUTO, 5))
        .hasMessage("expected a finite c > 0 but was 0.0");
    assertThatThrownBy(() -> new LinearProbeOptions(1, true, Protocol.AUTO, 1))
        .hasMessage("expected folds >= 2 but was 1");
    assertThatThrownBy(
            () -> new KnnProbeOptions(0, KnnProbeOptions.Distance.COSINE, true, Protocol.AUTO, 5))
        .hasMessage("expected k >= 1 but was 0");
  }

  private static int[] neighbours(GoldenCase golden, int k) {
    return KnnProbe.predict(
        Evidence.matrix(golden.input("train_x")),
        golden.input("train_y").ints(),
        Evidence.matrix(golden.input("test_x")),
        6,
        k,
        KnnProbeOptions.Distance.COSINE);
  }

  private static double accuracy(GoldenCase golden, int[] predicted) {
    int[] expected = golden.input("test_y").ints();
    int hits = 0;
    for (int i = 0; i < expected.length; i++) {
      hits += predicted[i] == expected[i] ? 1 : 0;
    }
    return (double) hits / expected.length;
  }

  private static double[] asDoubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }
}
