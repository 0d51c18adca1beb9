package org.aulos.plugins.coala.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordDrawsTest {
  private static final int DRAWS = 100_000;

  @Test
  void drawsWordsByThePowerOfTheirFrequency() {
    WordDraws draws = new WordDraws(new int[] {81, 16, 1}, 0, new SplittableRandom(1));
    int[] drawn = new int[DRAWS];

    draws.negatives(drawn);

    // 81^.75, 16^.75 and 1 are 27, 8 and 1 of 36; six standard deviations of a share are 0.01.
    double[] shares = {27 / 36.0, 8 / 36.0, 1 / 36.0};
    for (int word = 0; word < shares.length; word++) {
      int own = word;
      double share = IntStream.of(drawn).filter(each -> each == own).count() / (double) DRAWS;
      assertThat(share).isCloseTo(shares[word], within(0.01));
    }
  }

  @Test
  void leavesOutFrequentWordsOnly() {
    // The threshold is 10 words of 1,010: 1,000 are kept by (sqrt(100) + 1) / 100.
    WordDraws draws = new WordDraws(new int[] {1000, 10}, 10 / 1010.0, new SplittableRandom(1));
    int[] words = IntStream.range(0, DRAWS).map(i -> i % 2).toArray();

    int[] kept = draws.kept(words);

    assertThat(IntStream.of(kept).filter(word -> word == 1).count()).isEqualTo(DRAWS / 2);
    assertThat(IntStream.of(kept).filter(word -> word == 0).count() / (DRAWS / 2.0))
        .isCloseTo(0.11, within(0.01));
  }

  @Test
  void leavesNothingOutUnlessAsked() {
    WordDraws draws = new WordDraws(new int[] {1000, 1}, 0, new SplittableRandom(1));

    assertThat(draws.kept(new int[] {0, 0, 1, 0})).containsExactly(0, 0, 1, 0);
  }

  @Test
  void drawsEveryReachOfAWindow() {
    WordDraws draws = new WordDraws(new int[] {1}, 0, new SplittableRandom(1));

    assertThat(IntStream.range(0, 1000).map(i -> draws.upTo(3)).distinct().sorted())
        .containsExactly(1, 2, 3);
  }
}
