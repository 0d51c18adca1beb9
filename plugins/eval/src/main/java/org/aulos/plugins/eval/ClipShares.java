package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.SampleScore;
import org.aulos.api.Score;

/**
 * The clips behind the vectors of a set, in the order of their ids, and what each adds to a score.
 *
 * <p>A score that is no mean over clips is linearised: the share of a clip is the score plus the
 * clip's influence, the first-order change of the score with the clip's weight. Then the mean of
 * all shares is the score, and their bootstrap is centred on it; a bootstrap of the score itself
 * would be shifted by the bias that duplicates add to a Fréchet distance.
 */
final class ClipShares {
  /** Below this many clips a percentile bootstrap covers visibly less than it says. */
  private static final int FEW = 10;

  private final List<String> ids;
  private final int[] owners;

  private ClipShares(List<String> ids, int[] owners) {
    this.ids = ids;
    this.owners = owners;
  }

  /** The clips of a set. */
  static ClipShares of(EmbeddingSet set) {
    List<String> ids = List.copyOf(new TreeSet<>(set.ids()));
    int[] owners = new int[set.size()];
    for (int row = 0; row < owners.length; row++) {
      owners[row] =
          row > 0 && set.ids().get(row).equals(set.ids().get(row - 1))
              ? owners[row - 1]
              : Collections.binarySearch(ids, set.ids().get(row));
    }
    return new ClipShares(ids, owners);
  }

  /** Number of clips. */
  int count() {
    return ids.size();
  }

  /** Ids of the clips, in alphabetical order. */
  List<String> ids() {
    return ids;
  }

  /** Which clip a vector belongs to. */
  int owner(int row) {
    return owners[row];
  }

  /** The vectors of each clip. */
  int[][] rows() {
    int[] sizes = new int[count()];
    for (int owner : owners) {
      sizes[owner]++;
    }
    int[][] rows = new int[count()][];
    Arrays.setAll(rows, clip -> new int[sizes[clip]]);
    int[] filled = new int[count()];
    for (int row = 0; row < owners.length; row++) {
      rows[owners[row]][filled[owners[row]]++] = row;
    }
    return rows;
  }

  /**
   * Share of each clip in a score of all vectors.
   *
   * @param influences of each vector; their mean is 0
   */
  double[] linearised(double score, double[] influences) {
    double[] shares = new double[count()];
    Arrays.fill(shares, score);
    for (int row = 0; row < owners.length; row++) {
      shares[owners[row]] += influences[row] * count() / owners.length;
    }
    return shares;
  }

  /**
   * Share of each clip in a score, from what the score would lose without it: the jackknife's
   * pseudo-values, centred on the score.
   *
   * @param losses score less the score without the clip
   */
  double[] jackknife(double score, double[] losses) {
    double mean = Arrays.stream(losses).average().orElse(0);
    return Arrays.stream(losses).map(loss -> score + (count() - 1) * (loss - mean)).toArray();
  }

  /** A score with the shares of its clips and the interval that their bootstrap gives. */
  Score onto(Score score, double[] shares, long seed) {
    List<SampleScore> samples =
        IntStream.range(0, count())
            .mapToObj(clip -> SampleScore.of(ids.get(clip), shares[clip]))
            .toList();
    Score complete = score.withSamples(samples);
    if (count() < 2) {
      return complete.withWarning("One clip alone says nothing of how sure the number is.");
    }
    Score bounded = complete.withInterval(Bootstrap.interval(List.of(shares), seed));
    return count() < FEW
        ? bounded.withWarning(
            "Drawn from %d clips, the interval is narrower than it should be.".formatted(count()))
        : bounded;
  }
}
