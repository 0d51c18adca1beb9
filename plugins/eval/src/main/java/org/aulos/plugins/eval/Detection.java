package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** How well scores tell the clips that have a class from those that have not. */
final class Detection {
  private final double[] scores;
  private final boolean[] present;
  private final Ranking ranking;

  private Detection(double[] scores, boolean[] present) {
    this.scores = scores;
    this.present = present;
    double[] gains =
        IntStream.range(0, present.length).mapToDouble(i -> present[i] ? 1 : 0).toArray();
    ranking = Ranking.of(scores, gains);
  }

  /**
   * The detection of one class.
   *
   * @param scores of all clips, greater for those that are thought to have it
   * @param present whether each clip has it
   * @return nothing if all clips have it or none
   */
  static Optional<Detection> of(double[] scores, boolean[] present) {
    long having = IntStream.range(0, present.length).filter(i -> present[i]).count();
    return having == 0 || having == present.length
        ? Optional.empty()
        : Optional.of(new Detection(scores, present));
  }

  /** Mean over the clips that have the class of the precision at their rank; ties count last. */
  double averagePrecision() {
    return ranking.averagePrecision();
  }

  /** What {@link #averagePrecision} is on average over all orders of the clips. */
  double chance() {
    return ranking.chance().averagePrecision(present.length);
  }

  /** Probability that a clip that has the class scores above one that has not; ties count half. */
  double areaUnderRoc() {
    double[] absent =
        IntStream.range(0, scores.length)
            .filter(i -> !present[i])
            .mapToDouble(i -> scores[i])
            .toArray();
    Arrays.sort(absent);
    double sum = 0;
    int having = 0;
    for (int i = 0; i < scores.length; i++) {
      if (present[i]) {
        having++;
        sum += (below(absent, scores[i], false) + below(absent, scores[i], true)) / 2.0;
      }
    }
    return sum / having / absent.length;
  }

  /** How many of the ascending values are less than a score, or not greater. */
  private static int below(double[] ascending, double score, boolean orEqual) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean under = orEqual ? ascending[middle] <= score : ascending[middle] < score;
      if (under) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
