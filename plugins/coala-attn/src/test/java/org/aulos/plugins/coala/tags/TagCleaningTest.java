package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagCleaningTest {
  private static List<String> words(String... tags) {
    return TagCleaning.words(List.of(tags));
  }

  @Test
  void splitsTagsIntoWordsInLowerCase() {
    assertThat(words("Field-Recording", "crying_baby", "Sea waves", "sci-fi/horror"))
        .containsExactly(
            "field", "recording", "crying", "baby", "sea", "wave", "sci", "fi", "horror");
  }

  @Test
  void leavesOutWhatIsNoWordOfLettersAlone() {
    assertThat(words("808", "C64 game", "r", "120bpm loop")).containsExactly("game", "loop");
  }

  @Test
  void leavesOutStopWords() {
    assertThat(words("the sound of THE sea", "don't", "his", "up-and-down"))
        .containsExactly("sound", "sea");
  }

  @Test
  void givesEachWordOnceWhateverItsNumber() {
    assertThat(words("birds", "bird", "BIRD", "big birds")).containsExactly("bird", "big");
  }

  @Test
  void keepsLettersOfOtherScripts() {
    assertThat(words("Cafe\u0301", "Glocken läuten", "鳥の声"))
        .containsExactly("café", "glocken", "läuten", "鳥の声");
  }

  @Test
  void givesNothingForNoTags() {
    assertThat(words()).isEmpty();
    assertThat(words("", "  ", "--")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"waves, wave", "buses, bus", "glasses, glass", "bass, bass", "children, child"})
  void putsWordsIntoTheSingular(String tag, String word) {
    assertThat(words(tag)).containsExactly(word);
  }

  /** They were cleaned by the same rules; six lost an s that is part of them. */
  @Test
  void leavesThePublishedVocabularyAsItIs() throws IOException {
    List<String> published =
        WordList.read(SharedData.assume("fixtures/coala/id2token_top_1000.json"));

    assertThat(published)
        .hasSize(1000)
        .filteredOn(word -> !words(word).equals(List.of(word)))
        .containsExactlyInAnyOrder("pres", "glas", "his", "bras", "gros", "contrabas");
  }
}
