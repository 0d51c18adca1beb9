package org.aulos.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {
  private static final List<String> CHOICES = List.of("log-mel", "mfcc", "statistics");

  @ParameterizedTest
  @ValueSource(strings = {"logmel", "log_mel", "Log-Mel", "LogMel", "logmell"})
  void hyphensUnderscoresAndCaseDoNotMatter(String written) {
    assertThat(Suggestions.closest(written, CHOICES)).contains("log-mel");
  }

  @Test
  void aWordThatIsFarFromAllIsNotGuessed() {
    assertThat(Suggestions.closest("wavelet", CHOICES)).isEmpty();
    assertThat(Suggestions.closest("x", List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kitten,sitting,3",
    "a,a,0",
    "'',abc,3",
    "abc,'',3",
    "mfcc,mfc,1",
    "ab,ba,1",
    "cuont,count,1",
    "ca,abc,3"
  })
  void theDistanceIsTheNumberOfEdits(String from, String to, int edits) {
    assertThat(Suggestions.distance(from, to)).isEqualTo(edits);
    assertThat(Suggestions.distance(to, from)).isEqualTo(edits);
  }

  @Test
  void aHugeWordIsComparedInBoundedMemory() {
    assertThat(Suggestions.closest("x".repeat(1 << 20), CHOICES)).isEmpty();
  }

  @Test
  void theChoicesAreListedWhetherOrNotOneIsClose() {
    assertThat(Suggestions.among("mfc", CHOICES))
        .isEqualTo("did you mean 'mfcc'? (allowed: log-mel, mfcc, statistics)");
    assertThat(Suggestions.among("wavelet", CHOICES))
        .isEqualTo("(allowed: log-mel, mfcc, statistics)");
  }

  @Test
  void whereNothingIsAllowedThatIsSaid() {
    assertThat(Suggestions.among("x", List.of())).isEqualTo("(nothing is allowed here)");
  }
}
