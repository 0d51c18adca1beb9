package org.aulos.plugins.eval;

import java.util.Random;
import java.util.stream.IntStream;
import org.aulos.api.AulosException;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.Score;
import org.aulos.api.Signature;

/**
 * FAD-∞ (Chong and Forsyth 2020; Gui et al. 2024): the Fréchet distance of n evaluated vectors,
 * drawn with replacement, for n from a few to all of them; a straight line through the distances
 * over 1/n; its value at 1/n = 0, where the bias of few vectors is gone.
 */
final class FadInfinity implements FrechetMetrics.Judge {
  private final FadInfinityOptions options;
  private final long seed;

  FadInfinity(FadInfinityOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "fad-infinity";
  }

  @Override
  public Score score(ReferenceStatistics reference, EmbeddingSet evaluated, Signature signature) {
    if (evaluated.size() <= options.smallest()) {
      throw new AulosException(
          "fad-infinity: the evaluated set has %d vectors but the first step alone takes %d; add clips, or lower the option 'smallest'."
              .formatted(evaluated.size(), options.smallest()));
    }
    int[][] draws = draws(evaluated.size());
    Line line = Line.through(draws, distances(reference.gaussian(), evaluated, draws));
    ClipShares clips = ClipShares.of(evaluated);
    Score score =
        Score.of(
                line.intercept(),
                Direction.LOWER_IS_BETTER,
                clips.count(),
                signature
                    .with("steps", options.steps())
                    .with("smallest", options.smallest())
                    .with("seed", seed)
                    .with("interval", "linearised"))
            .withDetail("slope", line.slope())
            .withDetail("R²", line.r2())
            .withDetail("evaluated vectors", evaluated.size());
    if (options.smallest() <= evaluated.dimension()) {
      score =
          score.withWarning(
              "From %d vectors of %d dimensions on the bias is not yet a straight line over 1/n, and what is left of it is in the number; raise 'smallest' above the dimension if there are vectors enough."
                  .formatted(options.smallest(), evaluated.dimension()));
    }
    // The extrapolated distance has the influences of the distance itself: its bias is of a higher
    // order than they are.
    return clips.onto(
        score, clips.linearised(score.value(), influences(reference, evaluated, clips)), seed);
  }

  private static double[] influences(
      ReferenceStatistics reference, EmbeddingSet evaluated, ClipShares clips) {
    if (clips.count() < 2) {
      return new double[evaluated.size()];
    }
    Gaussian fit = Gaussian.of(evaluated);
    Coupling coupling = Coupling.of(reference.gaussian(), fit);
    return Frechet.influences(reference.gaussian(), fit, coupling, evaluated);
  }

  /** Rows of the vectors of each step. */
  private int[][] draws(int size) {
    Random random = new Random(seed);
    int[][] draws = new int[options.steps()][];
    for (int step = 0; step < draws.length; step++) {
      double share = (double) step / (draws.length - 1);
      int count = (int) (options.smallest() + share * (size - options.smallest()));
      draws[step] = random.ints(count, 0, size).toArray();
    }
    return draws;
  }

  /** Each step by one thread on its own: the number of threads changes nothing. */
  static double[] distances(Gaussian reference, EmbeddingSet evaluated, int[][] draws) {
    return IntStream.range(0, draws.length)
        .parallel()
        .mapToDouble(
            step -> Frechet.between(reference, Gaussian.of(evaluated, draws[step])).distance())
        .toArray();
  }

  /** A straight line through distances over 1/n by least squares, and how well it fits. */
  record Line(double slope, double intercept, double r2) {
    static Line through(int[][] draws, double[] distances) {
      int steps = draws.length;
      double[] x = IntStream.range(0, steps).mapToDouble(i -> 1.0 / draws[i].length).toArray();
      double xMean = IntStream.range(0, steps).mapToDouble(i -> x[i]).sum() / steps;
      double yMean = IntStream.range(0, steps).mapToDouble(i -> distances[i]).sum() / steps;
      double xx = 0;
      double xy = 0;
      double yy = 0;
      for (int i = 0; i < steps; i++) {
        xx += (x[i] - xMean) * (x[i] - xMean);
        xy += (x[i] - xMean) * (distances[i] - yMean);
        yy += (distances[i] - yMean) * (distances[i] - yMean);
      }
      if (xx == 0) {
        throw new AulosException(
            "fad-infinity: every step has the same number of vectors; add clips or lower 'smallest'.");
      }
      double slope = xy / xx;
      return new Line(slope, yMean - slope * xMean, yy == 0 ? 1 : slope * xy / yy);
    }
  }
}
