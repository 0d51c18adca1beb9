package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.aulos.api.AulosException;
import org.aulos.api.LabelledEmbeddings;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.junit.jupiter.api.Test;

class RetrievalTest {
  private final Retrieval retrieval = new Retrieval(RetrievalOptions.DEFAULTS, 1);

  @Test
  void findsTheOthersOfAClassByAngle() {
    // Angles 0, 10, 50 and 60 degrees, of any length.
    LabelledEmbeddings evidence =
        Evidence.labelled(
            new float[] {1, 0, 9.848f, 1.736f, 0.643f, 0.766f, 5, 8.66f}, 2, "a", "a", "b", "b");

    Score score = retrieval.score(evidence);

    assertThat(score.value()).isEqualTo(1);
    assertThat(score.details()).containsEntry("R@1", 1.0).containsEntry("median rank", 1.0);
  }

  @Test
  void averagesThePrecisionsOfAllQueries() {
    // On the circle at 0, 10, 25 and 45 degrees: the nearer the angle, the more similar.
    LabelledEmbeddings evidence =
        Evidence.labelled(
            new float[] {1, 0, 0.985f, 0.174f, 0.906f, 0.423f, 0.707f, 0.707f},
            2,
            "a",
            "b",
            "a",
            "b");

    Score score = retrieval.score(evidence);

    assertThat(score.samples())
        .extracting(SampleScore::value)
        .containsExactly(1 / 2.0, 1 / 3.0, 1 / 3.0, 1 / 2.0);
    assertThat(score.value()).isCloseTo(5 / 12.0, within(1e-12));
  }

  @Test
  void doesNotDependOnTheOrderOfTheEvidence() {
    LabelledEmbeddings evidence = Evidence.clusters(60, 3, 0.8, List.of());

    assertThat(retrieval.score(Evidence.reversed(evidence))).isEqualTo(retrieval.score(evidence));
  }

  @Test
  void givesACollapsedEncoderTheFloor() {
    LabelledEmbeddings evidence =
        Evidence.labelled(new float[] {1, 1, 1, 1}, 1, "a", "a", "b", "b");

    // The one relevant clip of three stands last.
    assertThat(retrieval.score(evidence).value()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void chanceIsThatOfTheOthersInAnyOrder() {
    Score score = retrieval.score(Evidence.clusters(60, 3, 0.8, List.of()));
    Score two = retrieval.score(Evidence.labelled(new float[] {1, 2, 3}, 1, "a", "a", "b"));

    // Each of 20 a class is asked for the other 19 among 59.
    assertThat(score.details().get("chance R@1")).isCloseTo(19 / 59.0, within(1e-12));
    // The one other of the class is first or second of two.
    assertThat(two.details().get(Score.CHANCE)).isCloseTo((1 + 1 / 2.0) / 2, within(1e-12));
  }

  @Test
  void leavesOutClipsAloneInTheirClassAndSaysSo() {
    LabelledEmbeddings evidence = Evidence.labelled(new float[] {1, 2, -1}, 1, "a", "a", "b");

    Score score = retrieval.score(evidence);

    assertThat(score.n()).isEqualTo(2);
    assertThat(score.warnings()).singleElement().asString().contains("1 left out");
  }

  @Test
  void refusesClassesOfOneClipOnly() {
    assertThatThrownBy(
            () -> retrieval.score(Evidence.labelled(new float[] {1, 2, -1}, 1, "a", "b", "c")))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("each of the 3 clips is alone in its class");
  }

  @Test
  void scoresTheMeasureAskedFor() {
    LabelledEmbeddings evidence = Evidence.clusters(60, 4, 0.5, List.of());

    for (RetrievalOptions.Measure measure : RetrievalOptions.Measure.values()) {
      Score score = new Retrieval(new RetrievalOptions(measure), 1).score(evidence);

      assertThat(score.details())
          .containsEntry(measure.title(), score.value())
          .containsEntry(
              Score.CHANCE,
              Objects.requireNonNull(score.details().get("chance " + measure.title())));
      assertThat(score.samples())
          .extracting(SampleScore::value)
          .satisfies(
              values ->
                  assertThat(values.stream().mapToDouble(v -> v).average().orElseThrow())
                      .isCloseTo(score.value(), within(1e-12)));
    }
  }
}
