package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagLookupTest {
  private static final WordVectors VOCABULARY =
      new WordVectors(List.of("rain", "glas", "dog"), new float[] {1, 2, 3}, 1);
  private static final WordVectors MODEL =
      new WordVectors(List.of("dog", "cat", "baby", "glass"), new float[] {30, 40, 50, 60}, 1);

  private static float vector(TagLookup lookup, String word) {
    float[] value = new float[1];
    lookup.copy(word, value, 0);
    return value[0];
  }

  @Test
  void findsTagsThatTheVocabularyDoesNotHoldInTheModel() {
    TagLookup lookup = new TagLookup(VOCABULARY, MODEL);

    assertThat(lookup.words(List.of("Dogs", "cats"))).containsExactly("dog", "cat");
    assertThat(vector(lookup, "cat")).isEqualTo(40);
    assertThat(vector(lookup, "dog")).isEqualTo(3);
  }

  @Test
  void ordersWordsByVocabularyAndModelWhateverTheOrderOfTags() {
    TagLookup lookup = new TagLookup(VOCABULARY, MODEL);

    assertThat(lookup.words(List.of("crying baby", "cat", "dog", "rain")))
        .isEqualTo(lookup.words(List.of("rain", "dog", "cat", "baby", "rain")))
        .containsExactly("rain", "dog", "cat", "baby");
  }

  @Test
  void doesNotHearWhatNeitherHolds() {
    assertThat(new TagLookup(VOCABULARY, MODEL).words(List.of("zither", "808"))).isEmpty();
  }

  @Test
  void takesATagThatIsAWordAsItIs() {
    assertThat(new TagLookup(VOCABULARY).words(List.of("glas"))).containsExactly("glas");
  }

  @Test
  void looksForAnUnknownWordInTheFormOfThePublishedVocabulary() {
    assertThat(new TagLookup(VOCABULARY).words(List.of("glasses"))).containsExactly("glas");
    assertThat(new TagLookup(VOCABULARY, MODEL).words(List.of("glasses"))).containsExactly("glass");
  }

  @Test
  void refusesModelsOfAnotherWidth() {
    WordVectors wide = new WordVectors(List.of("dog"), new float[] {1, 2}, 2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TagLookup(VOCABULARY, wide))
        .withMessage("expected vectors of 1 values but was 2 values");
  }
}
