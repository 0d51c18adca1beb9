package org.aulos.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.aulos.api.Interval;
import org.aulos.listen.Intervals.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
  /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718",
  })
  void wilsonsIntervalIsThatOfThePublishedExamples(int count, int total, double low, double high) {
    Interval interval = Interval.wilson((double) count / total, total);

    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  private static Term answer(int rater, int prompt, int value) {
    return new Term(rater, "p" + prompt, value);
  }

  @Test
  void ratersOfOnePromptGiveTheIntervalOfAPlainBootstrap() {
    Random random = new Random(3);
    List<Term> scores = new ArrayList<>();
    for (int rater = 0; rater < 400; rater++) {
      scores.add(answer(rater, 0, 1 + random.nextInt(5)));
    }
    double mean = scores.stream().mapToDouble(Term::value).average().orElseThrow();
    double variance =
        scores.stream().mapToDouble(s -> (s.value() - mean) * (s.value() - mean)).sum() / 400;

    Interval interval = Intervals.ofMean(scores, 1);

    // The normal interval; 400 raters and 10,000 draws leave about a fiftieth of its half width.
    double half = 1.96 * Math.sqrt(variance / 400);
    assertThat(interval.low()).isCloseTo(mean - half, within(0.08 * half));
    assertThat(interval.high()).isCloseTo(mean + half, within(0.08 * half));
  }

  @Test
  void scoresThatDifferByRaterAloneAreAsUncertainAsTheirRatersAre() {
    List<Term> once = new ArrayList<>();
    List<Term> often = new ArrayList<>();
    for (int rater = 0; rater < 20; rater++) {
      for (int prompt = 0; prompt < 30; prompt++) {
        (prompt == 0 ? once : often).add(answer(rater, prompt, 1 + rater % 5));
      }
    }

    // A t interval over single scores would be five times narrower with thirty times the scores.
    assertThat(width(Intervals.ofMean(often, 1)))
        .isCloseTo(width(Intervals.ofMean(once, 1)), within(0.1));
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    List<Term> scores = List.of(answer(1, 1, 2), answer(2, 1, 5), answer(1, 2, 4));

    assertThat(Intervals.ofMean(scores, 5)).isEqualTo(Intervals.ofMean(scores, 5));
  }

  @Test
  void equalScoresLeaveNoDoubt() {
    List<Term> scores = List.of(answer(1, 1, 4), answer(2, 2, 4), answer(3, 1, 4));

    assertThat(Intervals.ofMean(scores, 1)).isEqualTo(new Interval(4, 4, 0.95));
  }

  @Test
  void independentPicksHaveWilsonsInterval() {
    List<Term> picks = new ArrayList<>();
    for (int rater = 0; rater < 12; rater++) {
      picks.add(answer(rater, rater, rater < 3 ? 1 : 0)); // nobody and nothing twice
    }

    // Rater and prompt are one here and drawn twice, so only the floor of the effect is certain.
    assertThat(width(Intervals.ofShares(List.of(picks), 1).get(0)))
        .isGreaterThanOrEqualTo(width(Interval.wilson(0.25, 12)));
  }

  @Test
  void ratersWhoAlwaysPickTheSameCountOnce() {
    List<Term> picks = new ArrayList<>();
    for (int rater = 0; rater < 20; rater++) {
      for (int prompt = 0; prompt < 30; prompt++) {
        picks.add(answer(rater, prompt, rater < 10 ? 1 : 0));
      }
    }

    // Twenty minds were asked, not six hundred; the draws leave a few hundredths.
    assertThat(width(Intervals.ofShares(List.of(picks), 1).get(0)))
        .isCloseTo(width(Interval.wilson(0.5, 20)), within(0.02));
  }
}
