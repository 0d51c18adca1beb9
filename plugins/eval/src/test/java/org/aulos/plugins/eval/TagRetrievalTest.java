package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;
import org.aulos.api.TaggedEmbeddings;
import org.aulos.plugins.eval.RetrievalOptions.Measure;
import org.aulos.testkit.GoldenCase;
import org.aulos.testkit.GoldenTensor;
import org.junit.jupiter.api.Test;

class TagRetrievalTest {
  private static final TagRetrieval ALL = new TagRetrieval(TagRetrievalOptions.DEFAULTS, 1);

  /** Rain is at 0 degrees, wind at 90: 0 and 50 are rain, 50 and 80 wind, 20 is neither. */
  private static TaggedEmbeddings weather() {
    return new TaggedEmbeddings(
        Evidence.directions(List.of("a", "b", "c", "d"), 0, 50, 80, 20),
        List.of(List.of("rain"), List.of("wind", "rain"), List.of("wind"), List.of()),
        Evidence.directions(List.of("wind", "rain"), 90, 0));
  }

  private static TagRetrieval of(String... tags) {
    return new TagRetrieval(new TagRetrievalOptions(Measure.MAP, List.of(tags)), 1);
  }

  @Test
  void aTagLooksForAllClipsThatBearIt() {
    Score score = ALL.score(weather());

    // Rain: 0, 20, 50, 80 degrees off, the first and the third bear it. Wind: the first two.
    assertThat(score.samples())
        .extracting(SampleScore::id, SampleScore::value)
        .containsExactly(tuple("rain", (1 + 2 / 3.0) / 2), tuple("wind", 1.0));
    assertThat(score.value()).isCloseTo((1 + 5 / 6.0) / 2, within(1e-12));
    assertThat(score.n()).isEqualTo(4);
    assertThat(score.details()).containsEntry("R@1", 1.0).containsEntry("P@5", 2 / 5.0);
  }

  @Test
  void chanceStandsBesideEachMeasure() {
    Score score = ALL.score(weather());

    // Two of four: the mean over the ranks (1,2), (1,3), (1,4), (2,3), (2,4), (3,4).
    assertThat(score.details().get("chance mAP"))
        .isCloseTo((1 + 5 / 6.0 + 3 / 4.0 + 7 / 12.0 + 1 / 2.0 + 5 / 12.0) / 6, within(1e-12));
    assertThat(score.details()).containsEntry("chance R@1", 0.5).containsEntry("queries", 2.0);
    assertThat(score.details().get(Score.CHANCE)).isEqualTo(score.details().get("chance mAP"));
    for (Measure measure : Measure.values()) {
      assertThat(score.details()).containsKeys(measure.title(), "chance " + measure.title());
    }
  }

  @Test
  void onlyTheTagsThatAreNamedLook() {
    Score score = of("rain").score(weather());

    assertThat(score.samples()).extracting(SampleScore::id).containsExactly("rain");
    assertThat(score.signature().choices()).containsEntry("queries", "rain");
    assertThat(score.interval()).as("one tag is no sample of tags").isNull();
  }

  @Test
  void aTagThatNoClipBearsIsSaid() {
    assertThatThrownBy(() -> of("rian").score(weather()))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("no clip bears the tag 'rian'; did you mean 'rain'?");
  }

  @Test
  void aTagThatAllClipsBearIsNoQuery() {
    TaggedEmbeddings evidence =
        new TaggedEmbeddings(
            Evidence.directions(List.of("a", "b"), 0, 90),
            List.of(List.of("sound", "rain"), List.of("sound")),
            Evidence.directions(List.of("rain", "sound"), 10, 20));

    Score score = ALL.score(evidence);

    assertThat(score.samples()).extracting(SampleScore::id).containsExactly("rain");
    assertThat(score.warnings()).singleElement().asString().contains("1 left out");
    assertThatThrownBy(() -> of("sound").score(evidence))
        .hasMessageContaining("there is nothing to find");
  }

  @Test
  void aCollapsedEncoderIsAtTheFloor() {
    TaggedEmbeddings evidence =
        new TaggedEmbeddings(
            Evidence.directions(List.of("a", "b", "c"), 7, 7, 7),
            List.of(List.of("rain"), List.of(), List.of()),
            Evidence.directions(List.of("rain"), 7));

    assertThat(ALL.score(evidence).value()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void theOrderOfTheEvidenceDoesNotMatter() {
    TaggedEmbeddings evidence = weather();
    TaggedEmbeddings turned =
        new TaggedEmbeddings(
            Evidence.directions(List.of("d", "c", "b", "a"), 20, 80, 50, 0),
            List.of(List.of(), List.of("wind"), List.of("rain", "wind"), List.of("rain")),
            Evidence.directions(List.of("rain", "wind"), 0, 90));

    assertThat(ALL.score(turned)).isEqualTo(ALL.score(evidence));
  }

  @Test
  void agreesWithAveragePrecisionOfOtherImplementations() {
    GoldenCase golden = GoldenCase.resource(getClass(), "golden/eval-retrieval");
    GoldenTensor scores = golden.input("scores");
    GoldenTensor labels = golden.input("labels");
    int clips = scores.size(0);
    int tags = scores.size(1);

    // A clip as a vector of its scores, each tag as an axis: its products are the scores.
    Score score = ALL.score(axes(scores, labels, clips, tags));

    golden.assertMatches("tag_map", score.value());
  }

  /**
   * Vectors of one length, by one more axis, whose products with the tags rank as the scores do.
   */
  private static TaggedEmbeddings axes(
      GoldenTensor scores, GoldenTensor labels, int clips, int tags) {
    float[] vectors = new float[clips * (tags + 1)];
    float[] words = new float[tags * (tags + 1)];
    for (int i = 0; i < clips; i++) {
      double squares = 0;
      for (int k = 0; k < tags; k++) {
        vectors[i * (tags + 1) + k] = scores.row(i)[k];
        squares += (double) scores.row(i)[k] * scores.row(i)[k];
      }
      vectors[i * (tags + 1) + tags] = (float) Math.sqrt(1e4 - squares);
    }
    for (int k = 0; k < tags; k++) {
      words[k * (tags + 1) + k] = 1;
    }
    List<String> names = IntStream.range(0, tags).mapToObj(k -> "t" + k).toList();
    List<List<String>> borne =
        IntStream.range(0, clips)
            .mapToObj(
                i ->
                    IntStream.range(0, tags)
                        .filter(k -> labels.row(i)[k] == 1)
                        .mapToObj(names::get)
                        .toList())
            .toList();
    return new TaggedEmbeddings(
        new EmbeddingSet(
            "test", IntStream.range(0, clips).mapToObj(i -> "c" + i).toList(), vectors, tags + 1),
        borne,
        new EmbeddingSet("test", names, words, tags + 1));
  }

  @Test
  void aTagIsNamedOnce() {
    assertThatThrownBy(() -> new TagRetrievalOptions(Measure.MAP, List.of("rain", "rain")))
        .hasMessageContaining("expected each tag once");
  }
}
