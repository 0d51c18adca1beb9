package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.PairedEmbeddings;
import org.aulos.api.PromptedEmbeddings;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.GoldenTensor;
import org.junit.jupiter.api.Test;

class TextMetricsTest {
  private static final TextRetrievalOptions TO_TEXT =
      new TextRetrievalOptions(
          TextRetrievalOptions.Direction.AUDIO_TO_TEXT, RetrievalOptions.Measure.MRR);

  private static PairedEmbeddings pairs() {
    List<String> ids = List.of("a", "b", "c");
    return new PairedEmbeddings(
        Evidence.directions(ids, 0, 40, 90), Evidence.directions(ids, 3, 80, 60));
  }

  @Test
  void wordsFindTheirAudio() {
    // 3 finds 0 first; 80 finds 90, then 40; 60 finds 40, then 90.
    Score score = new TextRetrieval(TextRetrievalOptions.DEFAULTS, 1).score(pairs());

    assertThat(score.samples()).extracting(SampleScore::value).containsExactly(1.0, 0.0, 0.0);
    assertThat(score.details()).containsEntry("MRR", (1 + 0.5 + 0.5) / 3);
  }

  @Test
  void audioFindsItsWords() {
    // 0 finds 3 first; 40 finds 60, then 3, then 80; 90 finds 80, then 60.
    Score score = new TextRetrieval(TO_TEXT, 1).score(pairs());

    assertThat(score.value()).isCloseTo((1 + 1 / 3.0 + 1 / 2.0) / 3, within(1e-12));
    assertThat(score.signature().choices()).containsEntry("direction", "audio-to-text");
  }

  @Test
  void oneClipIsNoChoice() {
    EmbeddingSet one = Evidence.directions(List.of("a"), 0);

    assertThatThrownBy(
            () ->
                new TextRetrieval(TextRetrievalOptions.DEFAULTS, 1)
                    .score(new PairedEmbeddings(one, one)))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("add clips");
  }

  @Test
  void theNearestNameIsTheClass() {
    var clips =
        new LabelledEmbeddings(
            Evidence.directions(List.of("1", "2", "3", "4"), 10, 50, 80, 89),
            List.of("east", "east", "north", "north"),
            List.of());
    Score score =
        new ZeroShot(1)
            .score(
                new PromptedEmbeddings(
                    clips, Evidence.directions(List.of("east", "north"), 0, 90)));

    assertThat(score.value()).isEqualTo(0.75);
    assertThat(score.samples()).extracting(SampleScore::predicted).contains("north", "east");
    assertThat(score.details())
        .containsEntry("chance", 0.5)
        .containsEntry("mAP", 1.0)
        .containsEntry("ROC AUC", 1.0);
    // Two of four: the mean over the ranks (1,2), (1,3), (1,4), (2,3), (2,4), (3,4).
    assertThat(score.details().get("chance mAP"))
        .isCloseTo((1 + 5 / 6.0 + 3 / 4.0 + 7 / 12.0 + 1 / 2.0 + 5 / 12.0) / 6, within(1e-12));
  }

  @Test
  void chanceIsTheMeanOverAllRanks() {
    EmbeddingSet four = Evidence.directions(List.of("a", "b", "c", "d"), 0, 20, 40, 60);
    PairedEmbeddings same = new PairedEmbeddings(four, four);

    Score first = new TextRetrieval(TextRetrievalOptions.DEFAULTS, 1).score(same);
    Score rank =
        new TextRetrieval(
                new TextRetrievalOptions(
                    TextRetrievalOptions.Direction.TEXT_TO_AUDIO, RetrievalOptions.Measure.MRR),
                1)
            .score(same);

    assertThat(first.details()).containsEntry("chance", 0.25);
    assertThat(rank.details().get("chance"))
        .isCloseTo((1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, within(1e-12));
  }

  @Test
  void detectionAgreesWithOtherImplementations() {
    GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-retrieval");
    GoldenTensor scores = golden.input("scores");
    GoldenTensor labels = golden.input("labels");
    List<Detection> detections =
        IntStream.range(0, scores.size(1)).mapToObj(k -> detection(scores, labels, k)).toList();
    double[] precisions = detections.stream().mapToDouble(Detection::averagePrecision).toArray();
    double[] areas = detections.stream().mapToDouble(Detection::areaUnderRoc).toArray();

    golden.assertMatches("tag_ap", precisions);
    golden.assertMatches("tag_map", Retrieval.mean(precisions));
    golden.assertMatches("tag_auc", Retrieval.mean(areas));
  }

  private static Detection detection(GoldenTensor scores, GoldenTensor labels, int column) {
    double[] own = new double[scores.size(0)];
    boolean[] present = new boolean[own.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = scores.row(i)[column];
      present[i] = labels.row(i)[column] == 1;
    }
    return Detection.of(own, present).orElseThrow();
  }

  @Test
  void tiesAreHalfAnAreaAndTheLastRank() {
    Detection all =
        Detection.of(new double[] {1, 1, 1, 1}, new boolean[] {true, false, false, false})
            .orElseThrow();

    assertThat(all.areaUnderRoc()).isEqualTo(0.5);
    assertThat(all.averagePrecision()).isEqualTo(0.25);
  }

  @Test
  void aClassThatAllHaveCannotBeDetected() {
    assertThat(Detection.of(new double[2], new boolean[] {true, true})).isEmpty();
  }
}
