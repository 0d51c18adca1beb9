package org.aulos.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberRangeTest {
  /** Every second of them bounded by the one before. */
  public record Ranges(
      int clips, double least, double most, double share, double low, double high, String name) {
    public static final Ranges DEFAULTS = new Ranges(10, 0, 3, 0.5, 0, 1, "name");

    public Ranges {
      if (clips < 1
          || most < least
          || !(share > 0 && share <= 1)
          || !(low >= 0 && low < high && high <= 1)) {
        throw new IllegalArgumentException();
      }
    }
  }

  private static Map<String, Object> range(String name) {
    return Arrays.stream(Ranges.class.getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .map(component -> NumberRange.of(component, Ranges.DEFAULTS))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void boundsAtZeroAndOneAreFound() {
    assertThat(range("clips")).isEqualTo(Map.of("minimum", 1));
    assertThat(range("share")).isEqualTo(Map.of("exclusiveMinimum", 0.0, "maximum", 1.0));
    assertThat(range("name")).isEmpty();
  }

  @Test
  void aBoundThatMovesWithAnotherOptionIsNone() {
    assertThat(range("most")).isEmpty();
    assertThat(range("least")).isEmpty();
  }

  @Test
  void aBoundHoldsWhereBothOptionsHaveOne() {
    assertThat(range("low")).containsEntry("minimum", 0.0);
    assertThat(range("high")).containsEntry("maximum", 1.0);
  }
}
