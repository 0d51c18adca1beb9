package org.aulos.runtime.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.aulos.api.Direction;
import org.aulos.runtime.LadderResult.Rung;
import org.aulos.runtime.LadderResult.Spread;
import org.aulos.runtime.LadderResult.Standing;
import org.aulos.runtime.LadderResult.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerdictsTest {
  private static final Spread UNDAMAGED = new Spread(4, 6);

  @ParameterizedTest
  @CsvSource({
    "7, 9, 12, RIGHT_WAY",
    // Within what undamaged clips give at first; then saturated.
    "5, 9, 9, RIGHT_WAY",
    // A step back of no more than undamaged clips differ.
    "5, 12, 10, RIGHT_WAY",
    "5, 12, 9.9, UNEVEN",
    "7, 9, 6, UNEVEN",
    "3, 9, 12, UNEVEN",
    "4, 5, 6, INSENSITIVE",
    "5, 5, 3, WRONG_WAY",
    "5, 3, 5, WRONG_WAY",
    "9, 7, 3, WRONG_WAY"
  })
  void aDistanceIsJudgedByWhereItsRungsLie(double mild, double middle, double severe, Verdict v) {
    assertThat(verdict(Direction.LOWER_IS_BETTER, mild, middle, severe)).isEqualTo(v);
    // A score that improves upwards is the mirror image, about the middle of undamaged clips.
    assertThat(verdict(Direction.HIGHER_IS_BETTER, 10 - mild, 10 - middle, 10 - severe))
        .isEqualTo(v);
  }

  @Test
  void theBoundsOfUndamagedClipsAreNoMove() {
    assertThat(Verdicts.standing(Direction.LOWER_IS_BETTER, 6, UNDAMAGED))
        .isEqualTo(Standing.WITHIN);
    assertThat(Verdicts.standing(Direction.LOWER_IS_BETTER, 6.1, UNDAMAGED))
        .isEqualTo(Standing.WORSE);
    assertThat(Verdicts.standing(Direction.HIGHER_IS_BETTER, 6.1, UNDAMAGED))
        .isEqualTo(Standing.BETTER);
  }

  @Test
  void whatIsNoticedIsNoticedOnEveryFurtherRung() {
    assertThat(noticedFrom(5, 7, 9)).isEqualTo("1");
    assertThat(noticedFrom(7, 5, 9)).isEqualTo("2");
    assertThat(noticedFrom(7, 9, 5)).isNull();
  }

  @Test
  void aRungWithoutAScoreLeavesTheLadderUnjudged() {
    List<Rung> rungs =
        List.of(rung(Direction.LOWER_IS_BETTER, 0, 9), new Rung("1", null, null, null, "no."));

    assertThat(Verdicts.scores("noise", Direction.LOWER_IS_BETTER, rungs).verdict())
        .isEqualTo(Verdict.UNJUDGED);
  }

  private static Verdict verdict(Direction direction, double... values) {
    return Verdicts.scores("noise", direction, rungs(direction, values)).verdict();
  }

  private static @Nullable String noticedFrom(double... values) {
    Direction direction = Direction.LOWER_IS_BETTER;
    return Verdicts.scores("noise", direction, rungs(direction, values)).noticedFrom();
  }

  private static List<Rung> rungs(Direction direction, double... values) {
    Rung[] rungs = new Rung[values.length];
    Arrays.setAll(rungs, i -> rung(direction, i, values[i]));
    return List.of(rungs);
  }

  private static Rung rung(Direction direction, int severity, double value) {
    Standing standing = Verdicts.standing(direction, value, UNDAMAGED);
    return new Rung(String.valueOf(severity), value, UNDAMAGED, standing, null);
  }
}
