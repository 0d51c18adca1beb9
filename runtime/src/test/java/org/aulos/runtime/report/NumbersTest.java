package org.aulos.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "0.93251, 0.933",
    "1, 1.000",
    "-5.5, -5.500",
    "42.981, 42.98",
    "314.159, 314.2",
    "31415.9, 31416",
    "0.0123, 0.0123",
    "0.000123456, 0.000123"
  })
  void valuesKeepThreeDigitsOrMore(double value, String shown) {
    assertThat(Numbers.plain(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5.00 s",
    "59.94, 59.9 s",
    "60, 1 min 0 s",
    "3599.6, 1 h 0 min",
    "9000, 2 h 30 min"
  })
  void durationsHaveTwoUnits(double seconds, String shown) {
    assertThat(Numbers.duration(seconds)).isEqualTo(shown);
  }
}
