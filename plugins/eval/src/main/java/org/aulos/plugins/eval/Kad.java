package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;

/**
 * Kernel audio distance (Chung et al. 2025): the unbiased squared maximum mean discrepancy (Gretton
 * et al. 2012, lemma 6) of two sets, times 100, with the median distance between vectors of the
 * reference as bandwidth. Unlike a Fréchet distance it is not biased by few vectors, and may fall a
 * little below zero.
 *
 * <p>The share of a clip is that of the U-statistic: for an evaluated vector y, 2 (mean k(y, other
 * evaluated) - mean k(y, reference)), less the mean of that over all of them.
 */
final class Kad implements Metric<EmbeddingSets> {
  private static final double SCALE = 100;

  /** Of more reference vectors than this the bandwidth is that of as many, evenly chosen. */
  private static final int BANDWIDTH_VECTORS = 4096;

  private final KadOptions options;
  private final long seed;

  Kad(KadOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public Class<EmbeddingSets> evidenceType() {
    return EmbeddingSets.class;
  }

  @Override
  public Score score(EmbeddingSets evidence) {
    EmbeddingSet reference = evidence.reference();
    EmbeddingSet evaluated = evidence.evaluated();
    FrechetMetrics.check("kad", "reference", reference, 2);
    FrechetMetrics.check("kad", "evaluated", evaluated, 2);
    double bandwidth = bandwidth(reference);
    // The summand is the published one; it keeps a bandwidth of 0 from dividing.
    double gamma = 1 / (2 * bandwidth * bandwidth + 1e-8);
    double within = mean(means(reference, reference, gamma));
    double[] own = means(evaluated, evaluated, gamma);
    double[] across = means(evaluated, reference, gamma);
    double distance = SCALE * (within + mean(own) - 2 * mean(across));
    double[] influences = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      influences[i] = 2 * SCALE * (own[i] - mean(own) - (across[i] - mean(across)));
    }
    ClipShares clips = ClipShares.of(evaluated);
    Score score =
        Score.of(
                distance,
                Direction.LOWER_IS_BETTER,
                clips.count(),
                EvalPlugin.signature("kad")
                    .with("space", reference.space().replace('|', ';'))
                    .with("reference", ReferenceStatistics.fingerprint(reference))
                    .with("kernel", OptionNames.of(options.kernel()))
                    .with("bandwidth", "median")
                    .with("interval", "u-statistic"))
            .withDetail("bandwidth", bandwidth)
            .withDetail("reference vectors", reference.size())
            .withDetail("evaluated vectors", evaluated.size());
    return clips.onto(score, clips.linearised(distance, influences), seed);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Mean of the kernel between each vector of a set and all others of the second. */
  private double[] means(EmbeddingSet set, EmbeddingSet others, double gamma) {
    boolean same = set == others;
    double[] sums = new double[set.size()];
    SquaredDistances.between(
        set,
        others,
        (row, first, distances, offset, count) -> {
          double sum = 0;
          for (int i = 0; i < count; i++) {
            if (!same || first + i != row) {
              sum += options.kernel().at(gamma * distances[offset + i]);
            }
          }
          sums[row] += sum;
        });
    int count = others.size() - (same ? 1 : 0);
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  /** The lower median of the distances between vectors of a set. */
  static double bandwidth(EmbeddingSet set) {
    EmbeddingSet chosen = thinned(set);
    int size = chosen.size();
    double[] all = new double[size * (size - 1) / 2];
    SquaredDistances.between(
        chosen,
        chosen,
        (row, first, distances, offset, count) -> {
          // Row r begins behind the r (r - 1) / 2 distances of the rows before it.
          int start = row * (row - 1) / 2 + first;
          for (int i = 0; i < count && first + i < row; i++) {
            all[start + i] = distances[offset + i];
          }
        });
    Arrays.parallelSort(all);
    double median = Math.sqrt(all[(all.length - 1) / 2]);
    if (median == 0) {
      throw new AulosException(
          "kad: half of the %d reference vectors or more are equal, so there is no distance to measure by; check the reference for silence and duplicates."
              .formatted(set.size()));
    }
    return median;
  }

  private static EmbeddingSet thinned(EmbeddingSet set) {
    if (set.size() <= BANDWIDTH_VECTORS) {
      return set;
    }
    int[] rows =
        IntStream.range(0, BANDWIDTH_VECTORS)
            .map(i -> (int) ((long) i * set.size() / BANDWIDTH_VECTORS))
            .toArray();
    return new EmbeddingSet(
        set.space(),
        IntStream.of(rows).mapToObj(row -> set.ids().get(row)).toList(),
        set.dimension(),
        (row, target, offset) -> set.copyRow(rows[row], target, offset));
  }
}
