package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.aulos.api.AulosException;
import org.junit.jupiter.api.Test;

class Word2VecTest {
  private static final List<String> WEATHER = List.of("rain", "thunder", "storm", "wind", "hail");
  private static final List<String> BAND = List.of("drum", "guitar", "vocal", "bass", "piano");
  private static final Word2Vec SMALL = new Word2Vec(16, 100, 5, 5, 0.05, 0);

  /** Clips of the one kind and of the other, three words of five each, and a word of both. */
  private static List<List<String>> clips() {
    Random random = new Random(3);
    List<List<String>> clips = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<String> words = new ArrayList<>(i % 2 == 0 ? WEATHER : BAND);
      Collections.shuffle(words, random);
      List<String> clip = new ArrayList<>(words.subList(0, 3));
      clip.add("recording");
      clips.add(clip);
    }
    return clips;
  }

  private static float[] vector(WordVectors vectors, String word) {
    float[] values = new float[vectors.width()];
    vectors.copy(word, values, 0);
    return values;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      ofA += a[i] * a[i];
      ofB += b[i] * b[i];
    }
    return product / Math.sqrt(ofA * ofB);
  }

  @Test
  void bringsWordsThatStandTogetherNearEachOther() {
    WordVectors vectors = SMALL.learn(clips(), 1);

    for (String word : WEATHER) {
      for (String own : WEATHER) {
        double near = cosine(vector(vectors, word), vector(vectors, own));
        for (String other : BAND) {
          assertThat(near)
              .as("%s and %s, %s and %s", word, own, word, other)
              .isGreaterThan(cosine(vector(vectors, word), vector(vectors, other)) + 0.3);
        }
      }
    }
  }

  @Test
  void ordersWordsByTheirFrequencyAndThenTheirFirstPlace() {
    List<List<String>> clips =
        List.of(List.of("sea", "rain"), List.of("rain"), List.of("dog", "sea"));

    assertThat(SMALL.learn(clips, 1).words()).containsExactly("sea", "rain", "dog");
  }

  @Test
  void learnsTheSameTwiceAndSomethingElseFromAnotherSeed() throws IOException {
    float[] once = SMALL.learn(clips(), 1).rows().toFloats();

    assertThat(SMALL.learn(clips(), 1).rows().toFloats()).containsExactly(once);
    assertThat(SMALL.learn(clips(), 2).rows().toFloats()).isNotEqualTo(once);
  }

  /** A word that is always alone is drawn to be told from others, but never moves. */
  @Test
  void givesAVectorToEveryWord() {
    List<List<String>> clips = new ArrayList<>(clips());
    clips.add(List.of("zither"));

    WordVectors vectors = SMALL.learn(clips, 1);

    assertThat(vectors.holds("zither")).isTrue();
    for (float value : vector(vectors, "zither")) {
      assertThat(value).isBetween(-0.5f / 16, 0.5f / 16);
    }
  }

  @Test
  void refusesListsInWhichNoTwoWordsStandTogether() {
    assertThatThrownBy(() -> SMALL.learn(List.of(List.of("rain"), List.of("sea"), List.of()), 1))
        .isInstanceOf(AulosException.class)
        .hasMessageContaining("none of 3 clips has two");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Word2Vec(0, 5, 5, 5, 0.025, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Word2Vec(8, 0, 5, 5, 0.025, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Word2Vec(8, 5, 0, 5, 0.025, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Word2Vec(8, 5, 5, 0, 0.025, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Word2Vec(8, 5, 5, 5, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Word2Vec(8, 5, 5, 5, 0.025, 1));
  }
}
