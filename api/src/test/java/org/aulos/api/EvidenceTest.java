package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final EmbeddingSet TWO =
      new EmbeddingSet("log-mel", List.of("a", "b"), new float[] {1, 2, 3, 4}, 2);

  @Test
  void readsVectorsRowByRow() {
    assertThat(TWO.size()).isEqualTo(2);
    assertThat(TWO.value(1, 0)).isEqualTo(3);
  }

  @Test
  void namesTheClipWhoseVectorIsNotFinite() {
    float[] values = {1, 2, 3, Float.NaN};

    assertThatThrownBy(() -> new EmbeddingSet("log-mel", List.of("a", "b"), values, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding of 'b' is not finite: value 1 is NaN");
  }

  @Test
  void refusesVectorsOfAnotherCount() {
    assertThatThrownBy(() -> new EmbeddingSet("log-mel", List.of("a"), new float[3], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 1 x 2 values but were 3");
  }

  @Test
  void comparesVectorsOfOneSpaceOnly() {
    var other = new EmbeddingSet("mfcc", List.of("c"), new float[2], 2);
    var longer = new EmbeddingSet("log-mel", List.of("c"), new float[3], 3);

    assertThatThrownBy(() -> new EmbeddingSets(TWO, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("spaces differ: log-mel != mfcc");
    assertThatThrownBy(() -> new EmbeddingSets(TWO, longer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimensions differ: 2 != 3");
  }

  @Test
  void wantsOneLabelForEachVector() {
    assertThatThrownBy(() -> new LabelledEmbeddings(TWO, List.of("dog"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 2 labels but were 1");
    assertThatThrownBy(() -> new LabelledEmbeddings(TWO, List.of("dog", "cat"), List.of("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 2 folds or none but were 1");
  }

  @Test
  void wantsTheTagsOfEachClipAndAVectorForEachTag() {
    var rain = new EmbeddingSet("words", List.of("rain"), new float[2], 2);

    assertThat(new TaggedEmbeddings(TWO, List.of(List.of("rain"), List.of()), rain).tags())
        .containsExactly(List.of("rain"), List.of());
    assertThatThrownBy(() -> new TaggedEmbeddings(TWO, List.of(List.of("rain")), rain))
        .hasMessage("expected the tags of 2 clips but were 1");
    assertThatThrownBy(() -> new TaggedEmbeddings(TWO, List.of(List.of("wind"), List.of()), rain))
        .hasMessage("the tag 'wind' has no vector");
    assertThatThrownBy(() -> new TaggedEmbeddings(TWO, List.of(List.of(), List.of()), rain))
        .hasMessage("no clip has the tag 'rain'");
  }

  @Test
  void tagsAndClipsShareASpace() {
    var longer = new EmbeddingSet("words", List.of("rain"), new float[3], 3);
    var twice = new EmbeddingSet("words", List.of("rain", "rain"), new float[4], 2);

    assertThatThrownBy(() -> new TaggedEmbeddings(TWO, List.of(List.of(), List.of()), longer))
        .hasMessage("dimensions differ: 2 != 3");
    assertThatThrownBy(() -> new TaggedEmbeddings(TWO, List.of(List.of(), List.of()), twice))
        .hasMessage("a tag is there twice: [rain, rain]");
  }
}
