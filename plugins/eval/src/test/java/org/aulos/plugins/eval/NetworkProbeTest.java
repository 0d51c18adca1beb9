package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.Signature;
import org.aulos.plugins.eval.NetworkProbeOptions.Stopping;
import org.aulos.testkit.GoldenCase;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkProbeTest {
  private static NetworkProbeOptions options(
      List<Integer> hidden, Recipe recipe, Stopping stopping, int epochs, int repeats) {
    return new NetworkProbeOptions(
        hidden,
        0.2,
        recipe,
        0.01,
        1e-4,
        16,
        epochs,
        stopping,
        5,
        0.2,
        repeats,
        true,
        Protocol.AUTO,
        4);
  }

  private static Score score(NetworkProbeOptions options, LabelledEmbeddings evidence) {
    return new NetworkProbe("probe", options, 7).score(evidence);
  }

  @Test
  void ofAClipWithSeveralVectorsEachCounts() {
    // Two clips are tested, two vectors each; the classifier takes them for: b a, b b.
    EmbeddingSet set =
        new EmbeddingSet(
            "test",
            List.of("one", "two", "three", "four", "three", "four"),
            new float[] {1, 2, 3, 4, 5, 6},
            1);
    LabelledEmbeddings evidence =
        new LabelledEmbeddings(
            set,
            List.of("a", "b", "a", "b", "a", "b"),
            List.of("train", "train", "test", "test", "test", "test"));
    Classes classes = Classes.ofVectors(evidence);
    Splits splits = Splits.of(evidence, classes, Protocol.SPLIT, 2, 1);

    Score score =
        new Probe(classes, splits, false)
            .score(
                evidence,
                (fold, repeat) -> {
                  // In the order of the ids: four, four, three, three.
                  assertThat(fold.test().getData()).containsExactly(4, 6, 3, 5);
                  return new int[] {1, 0, 1, 1};
                },
                1,
                Signature.of("m"),
                1);

    assertThat(score.n()).isEqualTo(2);
    assertThat(score.value()).isEqualTo(0.25);
    assertThat(score.samples()).extracting(SampleScore::id).containsExactly("four", "three");
    assertThat(score.samples()).extracting(SampleScore::value).containsExactly(0.5, 0.0);
  }

  @Test
  void aClipIsSetAsideWithAllItsVectors() {
    EmbeddingSet set = Evidence.clips(6, 2, 1, 1);
    LabelledEmbeddings evidence =
        new LabelledEmbeddings(
            set, List.of("a", "a", "b", "b", "a", "a", "b", "b", "a", "a", "b", "b"), List.of());
    Classes classes = Classes.ofVectors(evidence);

    new Probe(classes, Splits.of(evidence, classes, Protocol.STRATIFIED, 2, 1), false)
        .score(
            evidence,
            (fold, repeat) -> {
              assertThat(fold.clips()).isEqualTo(3);
              BitSet aside = new BitSet();
              aside.set(1);
              Probe.Fold parted = fold.parted(aside);
              double[] rows = fold.train().getData();
              assertThat(parted.train().getData())
                  .containsExactly(rows[0], rows[1], rows[4], rows[5]);
              assertThat(parted.validation().getData()).containsExactly(rows[2], rows[3]);
              assertThat(parted.labels()).hasSize(4);
              assertThat(parted.validationLabels()).hasSize(2);
              aside.clear();
              for (int row = 0; row < 6; row++) {
                aside.set(row / 2, fold.labels()[row] == fold.labels()[0]);
              }
              assertThat(aside.cardinality()).isBetween(1, 2);
              assertThat(fold.keepsEveryClass(aside)).isFalse();
              aside.set(0, 3);
              assertThat(fold.keepsEveryClass(aside)).isFalse();
              assertThat(fold.keepsEveryClass(new BitSet())).isTrue();
              return new int[fold.test().getNumRows()];
            },
            1,
            Signature.of("m"),
            1);
  }

  @Test
  void aLinearClassifierStepsAsPyTorchDoes() {
    GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-linear-probe");
    DMatrixRMaj train = Evidence.matrix(golden.input("train_x"));
    Standardisation.of(train).apply(train);
    Perceptron network =
        Perceptron.of(
            List.of(
                new Perceptron.Layer(
                    CommonOps_DDRM.transpose(Evidence.matrix(golden.input("W0")), null),
                    DMatrixRMaj.wrap(1, 5, golden.input("b0").doubles()))));
    AdamSteps adam = new AdamSteps(network, Recipe.TORCH, golden.number("lr"), 0);
    double[] losses = new double[golden.input("order").size(0)];
    for (int i = 0; i < losses.length; i++) {
      int[] rows = ints(golden.input("order").row(i));
      losses[i] = step(network, adam, train, golden.input("train_y").ints(), rows, 5);
    }

    golden.assertMatches("adam_losses", losses);
    Perceptron.Layer layer = network.layers().get(0);
    golden.assertMatches("adam_W", CommonOps_DDRM.transpose(layer.weights(), null).data);
    golden.assertMatches("adam_b", layer.biases().data);
  }

  @Test
  void aNetworkLearnsAsThatOfScikitLearnDoes() {
    GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-mlp-probe");
    DMatrixRMaj train = Evidence.matrix(golden.input("x"));
    Perceptron network = Perceptron.of(List.of(layer(golden, 1), layer(golden, 2)));
    double l2 = golden.number("alpha");
    AdamSteps adam = new AdamSteps(network, Recipe.SCIKIT_LEARN, golden.number("lr"), l2);
    double[] losses = new double[golden.integer("epochs")];
    for (int epoch = 0; epoch < losses.length; epoch++) {
      for (int start = 0; start < train.numRows; start += golden.integer("batch")) {
        int end = Math.min(train.numRows, start + golden.integer("batch"));
        int[] rows = IntStream.range(start, end).toArray();
        double penalty = adam.penalty(rows.length);
        double loss = step(network, adam, train, golden.input("y").ints(), rows, 3);
        losses[epoch] += (loss + penalty) * rows.length / train.numRows;
      }
    }

    golden.assertMatches("losses", losses);
    for (int i = 1; i <= 2; i++) {
      golden.assertMatches("W" + i, network.layers().get(i - 1).weights().data);
      golden.assertMatches("b" + i, network.layers().get(i - 1).biases().data);
    }
  }

  private static Perceptron.Layer layer(GoldenCase golden, int number) {
    double[] biases = golden.input("b" + number).doubles();
    return new Perceptron.Layer(
        Evidence.matrix(golden.input("W" + number)), DMatrixRMaj.wrap(1, biases.length, biases));
  }

  private static double step(
      Perceptron network,
      AdamSteps adam,
      DMatrixRMaj train,
      int[] labels,
      int[] rows,
      int classes) {
    int[] own = IntStream.of(rows).map(row -> labels[row]).toArray();
    double loss = network.learn(Rows.chosen(train, rows), own, 0, new Random(0));
    adam.step(rows.length, classes);
    return loss;
  }

  private static int[] ints(float[] values) {
    return IntStream.range(0, values.length).map(i -> (int) values[i]).toArray();
  }

  @Test
  void evarDividesTheLossByTheNumberOfClasses() {
    assertThat(Recipe.EVAR.lossScale(5)).isEqualTo(0.2);
    assertThat(Recipe.TORCH.lossScale(5)).isEqualTo(1);
  }

  @Test
  void theGradientThroughDropoutIsThatOfTheLoss() {
    Perceptron network = Perceptron.drawn(List.of(4, 7, 6, 3), Recipe.TORCH, new Random(3));
    DMatrixRMaj batch = Rows.of(Evidence.gaussian(9, 4, 5));
    int[] labels = IntStream.range(0, 9).map(i -> i % 3).toArray();
    network.learn(batch, labels, 0.4, new Random(11));
    double expected = network.layers().get(0).weightGradient().get(2, 3);

    double step = 1e-6;
    DMatrixRMaj weights = network.layers().get(0).weights();
    weights.add(2, 3, step);
    double above = network.learn(batch, labels, 0.4, new Random(11));
    weights.add(2, 3, -2 * step);
    double below = network.learn(batch, labels, 0.4, new Random(11));

    assertThat((above - below) / (2 * step)).isCloseTo(expected, within(1e-8));
  }

  @ParameterizedTest
  @EnumSource
  void separateClassesAreToldApart(Stopping stopping) {
    LabelledEmbeddings evidence = Evidence.clusters(120, 3, 0.1, List.of());

    assertThat(score(options(List.of(), Recipe.EVAR, stopping, 100, 1), evidence).value())
        .isEqualTo(1);
    assertThat(score(options(List.of(16), Recipe.SCIKIT_LEARN, stopping, 100, 1), evidence).value())
        .isEqualTo(1);
  }

  @Test
  void aHiddenLayerLearnsWhatALinearClassifierCannot() {
    List<String> labels = new ArrayList<>();
    float[] values = new float[2 * 200];
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      values[2 * i] = (i % 2 == 0 ? 1 : -1) + 0.1f * (float) random.nextGaussian();
      values[2 * i + 1] = (i / 2 % 2 == 0 ? 1 : -1) + 0.1f * (float) random.nextGaussian();
      labels.add(i % 2 == i / 2 % 2 ? "same" : "other");
    }
    var evidence = new LabelledEmbeddings(Evidence.set(values, 2), labels, List.of());

    var linear = options(List.of(), Recipe.TORCH, Stopping.TRAINING_LOSS, 60, 1);
    var network = options(List.of(16), Recipe.TORCH, Stopping.TRAINING_LOSS, 60, 1);
    assertThat(score(linear, evidence).value()).isLessThan(0.8);
    assertThat(score(network, evidence).value()).isGreaterThan(0.95);
  }

  @Test
  void repeatsAreAveraged() {
    LabelledEmbeddings evidence = Evidence.clusters(80, 4, 0.8, List.of());
    Score score =
        score(options(List.of(), Recipe.EVAR, Stopping.VALIDATION_ACCURACY, 8, 3), evidence);

    assertThat(score.samples())
        .allSatisfy(sample -> assertThat(3 * sample.value()).isIn(0.0, 1.0, 2.0, 3.0));
    assertThat(score.value())
        .isCloseTo(
            score.samples().stream().mapToDouble(s -> s.value()).average().orElseThrow(),
            within(1e-12));
  }

  @Test
  void theSeedDecidesAll() {
    LabelledEmbeddings evidence = Evidence.clusters(80, 4, 0.8, Evidence.folds(80, 4));
    var options = options(List.of(), Recipe.EVAR, Stopping.VALIDATION_LOSS, 5, 1);

    Score first = new NetworkProbe("probe", options, 1).score(evidence);
    assertThat(new NetworkProbe("probe", options, 1).score(evidence)).isEqualTo(first);
    assertThat(new NetworkProbe("probe", options, 2).score(evidence).samples())
        .isNotEqualTo(first.samples());
  }

  @Test
  void theValidationFoldOfADataSetIsUsed() {
    List<String> folds = new ArrayList<>();
    IntStream.range(0, 90)
        .forEach(i -> folds.add(List.of("train", "validation", "test").get(i / 30)));
    var options = options(List.of(), Recipe.EVAR, Stopping.VALIDATION_ACCURACY, 40, 1);

    Score score = score(options, Evidence.clusters(90, 3, 0.1, folds));

    assertThat(score.n()).isEqualTo(30);
    assertThat(score.value()).isEqualTo(1);
  }

  @Test
  void tooFewClipsForValidationAreRefused() {
    var evidence = Evidence.labelled(new float[] {1, 2, 3, 4}, 1, "a", "b", "a", "b");
    var options =
        new NetworkProbeOptions(
            List.of(),
            0,
            Recipe.EVAR,
            0.01,
            0,
            16,
            5,
            Stopping.VALIDATION_LOSS,
            5,
            0.1,
            1,
            true,
            Protocol.STRATIFIED,
            2);

    assertThatThrownBy(() -> score(options, evidence))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("leave none for validation");
  }
}
