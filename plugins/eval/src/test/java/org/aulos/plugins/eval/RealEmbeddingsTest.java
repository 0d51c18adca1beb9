package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.Score;
import org.aulos.testkit.Npy;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAMNet embeddings of real recordings, judged by scikit-learn and by numpy. */
class RealEmbeddingsTest {
  private static final int DIMENSION = 1024;

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0, 0.9875, 0.925, 0.975, 0.9625",
    "0.01, 0.9625, 0.9625, 0.925, 0.975, 0.9625"
  })
  void linearProbeAgreesWithScikitLearn(
      double c, double first, double second, double third, double fourth, double fifth)
      throws IOException {
    LinearProbeOptions options = new LinearProbeOptions(c, true, Protocol.AUTO, 5);

    Score score = new LinearProbe(options, 1).score(esc10());

    double[] expected = {first, second, third, fourth, fifth};
    for (int fold = 1; fold <= 5; fold++) {
      // One clip of the 80 in a fold may lie on the border.
      assertThat(Evidence.detail(score, "accuracy of fold " + fold))
          .isCloseTo(expected[fold - 1], within(0.0126));
    }
    assertThat(score.value())
        .isCloseTo((first + second + third + fourth + fifth) / 5, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "rain, sea_waves, 102.50308113431453, 33.796687537477034",
    "dog, rooster, 439.1002263234702, 294.944770044057"
  })
  void fadAgreesWithNumpy(String reference, String evaluated, double expected, double means)
      throws IOException {
    Path folder = SharedData.assume("data/golden/esc10-frames");

    Score score =
        new FrechetMetrics.OfSets(new Fad(1))
            .score(
                Evidence.pair(
                    Evidence.set(Npy.floats(folder.resolve(reference + ".npy")), DIMENSION),
                    Evidence.set(Npy.floats(folder.resolve(evaluated + ".npy")), DIMENSION)));

    assertThat(score.value()).isCloseTo(expected, within(1e-9 * expected));
    assertThat(Evidence.detail(score, "mean term")).isCloseTo(means, within(1e-9 * means));
    assertThat(score.warnings()).hasSize(2).allMatch(it -> it.contains("400"));
  }

  @Test
  void neighboursAndRetrievalFindTheClassesToo() throws IOException {
    LabelledEmbeddings evidence = esc10();

    // No reference: bounds that a mistake in labels or folds (chance is 0.1) cannot meet.
    assertThat(new KnnProbe(KnnProbeOptions.DEFAULTS, 1).score(evidence).value())
        .isBetween(0.85, 1.0);
    assertThat(new Retrieval(RetrievalOptions.DEFAULTS, 1).score(evidence).value())
        .isBetween(0.5, 1.0);
  }

  private static LabelledEmbeddings esc10() throws IOException {
    float[] values = Npy.floats(SharedData.assume("data/golden/esc10_clip_mean_embeddings.npy"));
    List<String> lines = Files.readAllLines(SharedData.assume("data/esc10/meta/esc10.csv"));
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> folds = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      // filename, fold, target, category
      List<String> fields = List.of(line.split(",", -1));
      ids.add(fields.get(0));
      folds.add(fields.get(1));
      labels.add(fields.get(3));
    }
    return new LabelledEmbeddings(
        new EmbeddingSet("yamnet", ids, values, DIMENSION), labels, folds);
  }
}
