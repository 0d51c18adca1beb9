package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagVocabularyTest {
  private static final List<List<String>> CLIPS =
      List.of(
          List.of("rain", "field", "drop"),
          List.of("rain", "bird", "field"),
          List.of("rain", "bird"),
          List.of("rain", "dog", "field"));

  @Test
  void ordersWordsByTheirFirstClipAndTheAlphabet() {
    assertThat(new TagVocabulary(1, 1, 10).of(CLIPS))
        .containsExactly("drop", "field", "rain", "bird", "dog");
  }

  @Test
  void leavesOutRareWordsAndThoseThatAreEverywhere() {
    assertThat(new TagVocabulary(2, 0.75, 10).of(CLIPS)).containsExactly("field", "bird");
  }

  @Test
  void keepsTheMostFrequentAndOfEquallyFrequentTheFirst() {
    assertThat(new TagVocabulary(1, 1, 2).of(CLIPS)).containsExactly("field", "rain");
    assertThat(new TagVocabulary(1, 1, 4).of(CLIPS))
        .containsExactly("drop", "field", "rain", "bird");
  }

  @Test
  void isEmptyWithoutClips() {
    assertThat(TagVocabulary.PUBLISHED.of(List.of())).isEmpty();
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TagVocabulary(0, 0.7, 1000));
    assertThatIllegalArgumentException().isThrownBy(() -> new TagVocabulary(1, 70, 1000));
    assertThatIllegalArgumentException().isThrownBy(() -> new TagVocabulary(1, 0.7, 0));
  }
}
