package org.aulos.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionNamesTest {
  private enum Scale {
    SLANEY,
    HTK_LIKE
  }

  @ParameterizedTest
  @CsvSource({"sampleRate,sample-rate", "seed,seed", "maxSeconds,max-seconds", "nFft,n-fft"})
  void wordsAreJoinedByHyphens(String component, String key) {
    assertThat(OptionNames.key(component)).isEqualTo(key);
  }

  @Test
  void constantsAreLowerCaseWithHyphens() {
    assertThat(OptionNames.constant(Scale.SLANEY)).isEqualTo("slaney");
    assertThat(OptionNames.constant(Scale.HTK_LIKE)).isEqualTo("htk-like");
  }

  @Test
  void namesDoNotDependOnTheLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      // Turkish has a dotless i, which a careless lower case would bring in.
      Locale.setDefault(Locale.forLanguageTag("tr"));

      assertThat(OptionNames.key("trainIndex")).isEqualTo("train-index");
      assertThat(OptionNames.constant(Thread.State.WAITING)).isEqualTo("waiting");
    } finally {
      Locale.setDefault(before);
    }
  }
}
