package org.aulos.runtime.dataset.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DiceTest {
  @Test
  void showTheReferenceSequenceOfSplitMix64() {
    Dice dice = new Dice(0);

    assertThat(dice.next()).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(dice.next()).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(dice.next()).isEqualTo(0x06C45D188009454FL);
  }

  @Test
  void agreeWithTheJdkOfToday() {
    Dice dice = new Dice(42);
    SplittableRandom random = new SplittableRandom(42);

    for (int i = 0; i < 100; i++) {
      assertThat(dice.next()).isEqualTo(random.nextLong());
    }
  }

  @Test
  void seedsDependOnEveryNameAndItsPlace() {
    assertThat(
            List.of(
                Dice.seed(1),
                Dice.seed(2),
                Dice.seed(1, "a"),
                Dice.seed(1, "a", "b"),
                Dice.seed(1, "b", "a"),
                Dice.seed(1, "ab"),
                Dice.seed(1, "a", "")))
        .doesNotHaveDuplicates();
    assertThat(Dice.seed(1, "a", "b")).isEqualTo(Dice.seed(1, "a", "b"));
  }

  @Test
  void drawsStayInTheirRangesAndFillThem() {
    Dice dice = new Dice(1);
    TreeSet<Integer> integers = new TreeSet<>();
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      integers.add(dice.integer(-1, 2));
      assertThat(dice.logBetween(2, 32)).isBetween(2.0, 32.0);
      assertThat(dice.around(10, 0.1)).isBetween(9.0, 11.0);
      assertThat(dice.white()).isBetween(-1.0, 1.0);
      sum += dice.between(3, 5);
    }

    assertThat(integers).containsExactly(-1, 0, 1, 2);
    // Ten standard errors of the mean of 10,000 draws of deviation 2/sqrt(12).
    assertThat(sum / 10_000).isCloseTo(4, within(0.058));
  }
}
