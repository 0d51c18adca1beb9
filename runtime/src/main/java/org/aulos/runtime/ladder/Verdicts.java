package org.aulos.runtime.ladder;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.aulos.api.Direction;
import org.aulos.runtime.LadderResult.LadderScores;
import org.aulos.runtime.LadderResult.Rung;
import org.aulos.runtime.LadderResult.Spread;
import org.aulos.runtime.LadderResult.Standing;
import org.aulos.runtime.LadderResult.Verdict;
import org.jspecify.annotations.Nullable;

/** Says how a metric moved, from where its scores lie among those of undamaged clips. */
final class Verdicts {
  private Verdicts() {}

  /** Where a score lies. */
  static Standing standing(Direction direction, double value, Spread spread) {
    boolean above = value > spread.high();
    if (!above && value >= spread.low()) {
      return Standing.WITHIN;
    }
    return above == (direction == Direction.HIGHER_IS_BETTER) ? Standing.BETTER : Standing.WORSE;
  }

  /** The scores of a ladder, with the verdict on them. */
  static LadderScores scores(String ladder, Direction direction, List<Rung> rungs) {
    return new LadderScores(ladder, verdict(direction, rungs), noticedFrom(rungs), rungs);
  }

  static Verdict verdict(Direction direction, List<Rung> rungs) {
    if (rungs.stream().anyMatch(rung -> rung.value() == null)) {
      return Verdict.UNJUDGED;
    }
    boolean worse = rungs.stream().anyMatch(rung -> rung.standing() == Standing.WORSE);
    boolean better = rungs.stream().anyMatch(rung -> rung.standing() == Standing.BETTER);
    Standing last = Objects.requireNonNull(rungs.get(rungs.size() - 1).standing());
    if (last == Standing.BETTER || (better && !worse)) {
      return Verdict.WRONG_WAY;
    }
    if (!worse) {
      return Verdict.INSENSITIVE;
    }
    return last == Standing.WITHIN || better || goesBack(direction, rungs)
        ? Verdict.UNEVEN
        : Verdict.RIGHT_WAY;
  }

  /** Whether a rung is better than the one before, by more than undamaged clips differ. */
  private static boolean goesBack(Direction direction, List<Rung> rungs) {
    return IntStream.range(1, rungs.size())
        .anyMatch(
            i -> {
              Spread spread = Objects.requireNonNull(rungs.get(i).spread());
              double back = badness(direction, rungs.get(i - 1)) - badness(direction, rungs.get(i));
              return back > spread.high() - spread.low();
            });
  }

  /** How far a score lies below the middle of the undamaged ones, in the sense of the metric. */
  private static double badness(Direction direction, Rung rung) {
    Spread spread = Objects.requireNonNull(rung.spread());
    double above = Objects.requireNonNull(rung.value()) - (spread.low() + spread.high()) / 2;
    return direction == Direction.LOWER_IS_BETTER ? above : -above;
  }

  private static @Nullable String noticedFrom(List<Rung> rungs) {
    int first = rungs.size();
    while (first > 0 && rungs.get(first - 1).standing() == Standing.WORSE) {
      first--;
    }
    return first < rungs.size() ? rungs.get(first).severity() : null;
  }
}
