package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Score;
import org.aulos.api.Signature;

/**
 * The Fréchet audio distance of each clip's vectors to the reference, and the mean over clips (the
 * "per-song FAD" of Gui et al. 2024). It finds the clips that stand out; as few vectors as a clip
 * has are biased upwards, all alike if they are as many.
 */
final class ClipFad implements FrechetMetrics.Judge {
  private static final int LEAST = 2;

  /** Vectors of clips whose products with the reference are one: a stack of them, or one clip. */
  private static final int STACK = 512;

  private final long seed;

  ClipFad(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "clip-fad";
  }

  @Override
  public Score score(ReferenceStatistics reference, EmbeddingSet evaluated, Signature signature) {
    ClipShares clips = ClipShares.of(evaluated);
    int[][] rows = clips.rows();
    for (int clip = 0; clip < rows.length; clip++) {
      if (rows[clip].length < LEAST) {
        throw new AulosException(
            "clip-fad: clip '%s' has %d vectors but a covariance needs %d at least; choose an encoder that yields several vectors a clip, or leave the clip out."
                .formatted(clips.ids().get(clip), rows[clip].length, LEAST));
      }
    }
    double[] distances = distances(reference.gaussian(), evaluated, rows);
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median = (sorted[middle] + sorted[(sorted.length - 1) / 2]) / 2;
    Score score =
        Score.of(
                Arrays.stream(distances).average().orElseThrow(),
                Direction.LOWER_IS_BETTER,
                clips.count(),
                signature)
            .withDetail("median", median)
            .withDetail("least", sorted[0])
            .withDetail("greatest", sorted[sorted.length - 1]);
    return clips.onto(biased(score, rows, evaluated.dimension()), distances, seed);
  }

  /**
   * Each stack of clips by one thread on its own, and the clips alone say what is in a stack: the
   * number of threads changes nothing.
   */
  static double[] distances(Gaussian reference, EmbeddingSet evaluated, int[][] rows) {
    double[] distances = new double[rows.length];
    int[] starts = stacks(rows);
    try (NativeMatrix factor = reference.factor()) {
      IntStream.range(0, starts.length - 1)
          .parallel()
          .forEach(
              stack -> {
                List<Gaussian> fits =
                    Arrays.stream(rows, starts[stack], starts[stack + 1])
                        .map(own -> Gaussian.of(evaluated, own))
                        .toList();
                double[] own = distances(reference, factor, fits);
                System.arraycopy(own, 0, distances, starts[stack], own.length);
              });
    }
    return distances;
  }

  /** The first clip of each stack, and the end of the last one. */
  private static int[] stacks(int[][] rows) {
    IntStream.Builder starts = IntStream.builder();
    int height = STACK;
    for (int clip = 0; clip < rows.length; clip++) {
      if (height + rows[clip].length > STACK) {
        starts.add(clip);
        height = 0;
      }
      height += rows[clip].length;
    }
    return starts.add(rows.length).build().toArray();
  }

  private static double[] distances(Gaussian reference, NativeMatrix factor, List<Gaussian> fits) {
    List<NativeMatrix> factors = fits.stream().map(Gaussian::factor).toList();
    try (NativeMatrix stacked = NativeMatrix.stacked(factors);
        NativeMatrix products = stacked.timesTransposed(factor)) {
      double[] distances = new double[fits.size()];
      int from = 0;
      for (int clip = 0; clip < distances.length; clip++) {
        Gaussian fit = fits.get(clip);
        NativeMatrix product = products.part(from, factors.get(clip).rows());
        from += product.rows();
        double trace = Coupling.traceOfRoot(product, reference.trace() + fit.trace());
        distances[clip] = Frechet.of(reference, fit, trace).distance();
      }
      return distances;
    } finally {
      factors.forEach(NativeMatrix::close);
    }
  }

  private static Score biased(Score score, int[][] rows, int dimension) {
    int least = Arrays.stream(rows).mapToInt(own -> own.length).min().orElse(0);
    int most = Arrays.stream(rows).mapToInt(own -> own.length).max().orElse(0);
    return least > dimension
        ? score
        : score.withWarning(
            "Clips of %d to %d vectors of %d dimensions are biased upwards, the more the fewer they are; compare clips of one length."
                .formatted(least, most, dimension));
  }
}
