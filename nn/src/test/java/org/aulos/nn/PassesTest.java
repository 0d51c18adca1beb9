package org.aulos.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PassesTest {
  private final Passes passes = new Passes(11, 4, 7);

  @Test
  void showsNoExampleTwiceInAPass() {
    List<Integer> seen = new ArrayList<>(passes.examples(1));
    seen.addAll(passes.examples(2));

    assertThat(passes.steps()).isEqualTo(2);
    assertThat(seen).hasSize(8).doesNotHaveDuplicates().allMatch(i -> i >= 0 && i < 11);
  }

  @Test
  void shufflesEachPassAnew() {
    assertThat(passes.order(0)).containsExactlyInAnyOrderElementsOf(passes.order(1));
    assertThat(passes.order(0)).isNotEqualTo(passes.order(1));
  }

  @Test
  void canBeginAnywhere() {
    Passes same = new Passes(11, 4, 7);

    assertThat(same.pass(4)).isEqualTo(1);
    assertThat(same.remaining(4)).isEqualTo(passes.examples(4));
    assertThat(same.remaining(3)).startsWith(passes.examples(3).toArray(new Integer[0])).hasSize(8);
  }

  @Test
  void takesAllWhereThereAreFewerThanABatch() {
    Passes few = new Passes(3, 128, 7);

    assertThat(few.examples(5)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(few.pass(5)).isEqualTo(4);
  }

  @Test
  void differsFromSeedToSeed() {
    assertThat(new Passes(11, 4, 8).order(0)).isNotEqualTo(passes.order(0));
  }

  /** Neither the same nor moved by a few draws, as neighbouring states of one generator are. */
  @Test
  void drawsAnewForEachStepAndExample() {
    Set<Long> drawn = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      passes.draws(i + 1L).longs(50).forEach(drawn::add);
      passes.draws(0, i).longs(50).forEach(drawn::add);
      passes.draws(1, i).longs(50).forEach(drawn::add);
    }

    assertThat(drawn).hasSize(3_000);
    assertThat(passes.draws(5).nextLong()).isEqualTo(new Passes(11, 4, 7).draws(5).nextLong());
  }
}
