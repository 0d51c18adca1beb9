package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.aulos.listen.Krippendorff.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KrippendorffTest {
  /** The example of Krippendorff 2011, section C: four observers, twelve units, values missing. */
  private static final String[] OBSERVERS = {
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
  };

  private static List<List<Integer>> units(String... observers) {
    List<List<Integer>> units = new ArrayList<>();
    for (String observer : observers) {
      String[] values = observer.split(" ", -1);
      for (int i = 0; i < values.length; i++) {
        if (units.size() == i) {
          units.add(new ArrayList<>());
        }
        if (!values[i].equals(".")) {
          units.get(i).add(Integer.valueOf(values[i]));
        }
      }
    }
    return units;
  }

  @ParameterizedTest
  @CsvSource({"NOMINAL, 0.743", "ORDINAL, 0.815"})
  void alphaIsThatOfThePublishedExample(Level level, double published) {
    double alpha = Krippendorff.alpha(units(OBSERVERS), level).orElseThrow();

    assertThat(alpha).isCloseTo(published, within(0.0005)); // three digits are published
  }

  @Test
  void alphaOfThePublishedExampleOfTwoObserversIsTheirs() {
    // Section B: two observers, twelve articles, binary up to nominal values a to e as 1 to 5.
    List<List<Integer>> units = units("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4");

    assertThat(Krippendorff.alpha(units, Level.NOMINAL).orElseThrow())
        .isCloseTo(0.692, within(0.0005));
  }

  @Test
  void perfectAgreementIsOne() {
    assertThat(Krippendorff.alpha(units("1 5 3", "1 5 3"), Level.ORDINAL)).hasValue(1);
  }

  @Test
  void thereIsNoneWhereNothingCanDiffer() {
    assertThat(Krippendorff.alpha(units("4 4 4", "4 4 4"), Level.ORDINAL)).isEmpty();
    assertThat(Krippendorff.alpha(units("1 2 3"), Level.ORDINAL)).isEmpty();
    assertThat(Krippendorff.alpha(List.of(), Level.NOMINAL)).isEmpty();
  }
}
