package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Score;
import org.aulos.api.Signature;

/** Clips of two sets that belong together because they have the same id. */
final class Pairs {
  private final ClipShares clips;
  private final int[][] reference;
  private final int[][] evaluated;

  private Pairs(ClipShares clips, int[][] reference, int[][] evaluated) {
    this.clips = clips;
    this.reference = reference;
    this.evaluated = evaluated;
  }

  /** Tells one number of a pair. */
  @FunctionalInterface
  interface Measure {
    /** The number, from the rows of the clip in the reference and in the evaluated set. */
    double of(int[] reference, int[] evaluated);
  }

  /**
   * The pairs of two sets.
   *
   * @throws AulosException if there are none, or a clip has no partner
   */
  static Pairs of(String metric, EmbeddingSets evidence) {
    ClipShares reference = ClipShares.of(evidence.reference());
    ClipShares evaluated = ClipShares.of(evidence.evaluated());
    TreeSet<String> alone = new TreeSet<>(reference.ids());
    alone.addAll(evaluated.ids());
    TreeSet<String> both = new TreeSet<>(reference.ids());
    both.retainAll(evaluated.ids());
    alone.removeAll(both);
    if (!alone.isEmpty() || both.isEmpty()) {
      throw new AulosException(
          "%s: compares clips of the same id, but %d of %d reference clips and %d of %d evaluated clips have no partner%s; name the files of both sets alike."
              .formatted(
                  metric,
                  reference.count() - both.size(),
                  reference.count(),
                  evaluated.count() - both.size(),
                  evaluated.count(),
                  alone.isEmpty() ? "" : ", '" + alone.first() + "' is the first"));
    }
    return new Pairs(evaluated, reference.rows(), evaluated.rows());
  }

  /** The mean of a measure over all pairs. */
  Score score(Direction direction, Signature signature, Measure measure, long seed) {
    double[] values =
        IntStream.range(0, clips.count())
            .mapToDouble(clip -> measure.of(reference[clip], evaluated[clip]))
            .toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    return clips.onto(Score.of(mean, direction, clips.count(), signature), values, seed);
  }
}
