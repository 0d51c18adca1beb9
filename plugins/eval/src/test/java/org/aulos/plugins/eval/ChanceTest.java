package org.aulos.plugins.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.aulos.plugins.eval.RetrievalOptions.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
  /** The mean of a measure over every choice of the relevant among the ranks. */
  private static double byEnumeration(Measure measure, int relevant, int items) {
    return IntStream.range(0, 1 << items)
        .filter(choice -> Integer.bitCount(choice) == relevant)
        .mapToObj(choice -> ranking(choice, items))
        .mapToDouble(measure::of)
        .average()
        .orElseThrow();
  }

  private static Ranking ranking(int choice, int items) {
    double[] gains = IntStream.range(0, items).mapToDouble(i -> (choice >> i) & 1).toArray();
    return Ranking.of(IntStream.range(0, items).mapToDouble(i -> -i).toArray(), gains);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 13", "2, 4", "3, 12", "7, 13", "12, 13", "4, 4", "1, 1"})
  void isTheMeanOverAllOrders(int relevant, int items) {
    Chance chance = new Chance(relevant, items);

    for (Measure measure : Measure.values()) {
      assertThat(measure.of(chance))
          .as(measure.title())
          .isCloseTo(byEnumeration(measure, relevant, items), within(1e-12));
    }
  }

  @Test
  void noChanceIsWithoutARelevantItem() {
    assertThatThrownBy(() -> new Chance(0, 3)).hasMessageContaining("1..3 but were 0");
    assertThatThrownBy(() -> new Chance(4, 3)).hasMessageContaining("1..3 but were 4");
  }
}
