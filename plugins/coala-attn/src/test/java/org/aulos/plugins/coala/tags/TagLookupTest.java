package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagLookupTest {
  private static final List<String> VOCABULARY = List.of("rain", "glas", "dog");
  private static final List<String> MORE = List.of("dog", "cat", "baby", "glass");

  @Test
  void findsTheKnownWordsOfTags() {
    assertThat(new TagLookup(VOCABULARY).words(List.of("Big-Dogs", "rainy rain", "zither", "808")))
        .containsExactly("rain", "dog");
  }

  @Test
  void findsWordsBeyondTheVocabulary() {
    assertThat(new TagLookup(VOCABULARY, MORE).words(List.of("cats", "Dogs")))
        .containsExactly("dog", "cat");
  }

  @Test
  void wordsBeyondTheVocabularyChangeNothingOfThoseInIt() {
    TagLookup lookup = new TagLookup(VOCABULARY, List.of("dogs", "the", "news", "tern"));

    assertThat(lookup.words(List.of("dogs"))).containsExactly("dog");
    assertThat(lookup.words(List.of("the"))).isEmpty();
    assertThat(lookup.words(List.of("terns", "news"))).containsExactly("news", "tern");
  }

  @Test
  void ordersWordsWhateverTheOrderOfTags() {
    TagLookup lookup = new TagLookup(VOCABULARY, MORE);

    assertThat(lookup.words(List.of("crying baby", "cat", "dog", "rain")))
        .isEqualTo(lookup.words(List.of("rain", "dog", "cat", "baby", "rain")))
        .containsExactly("rain", "dog", "cat", "baby");
  }

  @Test
  void takesATagThatIsAWordAsItIs() {
    assertThat(new TagLookup(VOCABULARY).words(List.of("glas"))).containsExactly("glas");
  }

  @Test
  void looksForAnUnknownWordInTheFormOfThePublishedVocabulary() {
    assertThat(new TagLookup(VOCABULARY).words(List.of("glasses"))).containsExactly("glas");
    assertThat(new TagLookup(VOCABULARY, MORE).words(List.of("glasses"))).containsExactly("glass");
  }
}
