package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.atteo.evo.inflector.English;
import org.aulos.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inverse of plurals that another implementation makes. */
class SingularsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bell",
        "wave",
        "city",
        "box",
        "match",
        "brush",
        "glass",
        "bus",
        "gas",
        "lens",
        "chorus",
        "echo",
        "volcano",
        "oboe",
        "shoe",
        "toe",
        "piano",
        "radio",
        "man",
        "woman",
        "child",
        "foot",
        "tooth",
        "goose",
        "mouse",
        "knife",
        "wolf",
        "leaf",
        "life",
        "shelf",
        "movie",
        "zombie",
        "pie",
        "analysis",
        "crisis",
        "quiz",
        "house",
        "noise",
        "voice",
        "pulse",
        "horse",
        "valve",
        "glove",
        "octave",
        "olive",
        "groove",
        "axe",
        "ache",
        "fly",
        "key",
        "toy",
        "day",
        "ox",
        "jazz",
        "buzz",
        "synthesis"
      })
  void isTheInverseOfThePlural(String noun) {
    assertThat(Singulars.of(English.plural(noun))).isEqualTo(noun);
  }

  @Test
  void isTheInverseOfThePluralOfPublishedWords() throws IOException {
    List<String> published =
        WordList.read(SharedData.assume("fixtures/coala/id2token_top_1000.json"));

    Stream<String> nouns = published.stream().filter(word -> word.matches(".{3,}[^si]"));

    // "data", "amen" and "lives" are words of their own; the others are none.
    assertThat(nouns.filter(noun -> !Singulars.of(English.plural(noun)).equals(noun)))
        .containsExactlyInAnyOrder("datum", "aman", "live", "slouse", "viru");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bass",
        "hiss",
        "bus",
        "gas",
        "chaos",
        "news",
        "series",
        "always",
        "tennis",
        "various",
        "christmas",
        "headquarters",
        "rain",
        "rhinoceros",
        "sos"
      })
  void leavesWhatIsNoPlural(String word) {
    assertThat(Singulars.of(word)).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"people", "persons"})
  void knowsEveryPluralOfANoun(String plural) {
    assertThat(Singulars.of(plural)).isEqualTo("person");
  }
}
