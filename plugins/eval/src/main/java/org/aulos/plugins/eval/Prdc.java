package org.aulos.plugins.eval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.aulos.api.Direction;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.api.Score;
import org.aulos.plugins.eval.PrdcOptions.Measure;

/**
 * Precision and recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020): how
 * two sets lie in each other. The ball of a vector reaches to, and not onto, its k-th nearest
 * neighbour in its own set.
 *
 * <p>Precision and density are means over evaluated vectors, which are the shares. Recall and
 * coverage are means over the reference: the share of a clip is what they would lose without it,
 * the balls being held.
 */
final class Prdc implements Metric<EmbeddingSets> {
  private static final int NOBODY = -1;
  private static final int SEVERAL = -2;

  private final PrdcOptions options;
  private final long seed;

  Prdc(PrdcOptions options, long seed) {
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
    FrechetMetrics.check("prdc", "reference", reference, options.k() + 1);
    FrechetMetrics.check("prdc", "evaluated", evaluated, options.k() + 1);
    ClipShares clips = ClipShares.of(evaluated);
    Balls balls = balls(reference, evaluated, clips);
    Score score =
        Score.of(
            balls.value(options.measure()),
            Direction.HIGHER_IS_BETTER,
            clips.count(),
            EvalPlugin.signature("prdc")
                .with("space", reference.space().replace('|', ';'))
                .with("reference", ReferenceStatistics.fingerprint(reference))
                .with("measure", OptionNames.of(options.measure()))
                .with("k", options.k())
                .with("evaluated-vectors", evaluated.size()));
    for (Measure measure : Measure.values()) {
      score = score.withDetail(OptionNames.of(measure), balls.value(measure));
    }
    score = score.withDetail("reference vectors", reference.size());
    score = doubted(score, "reference", balls.referenceRadii);
    score = doubted(score, "evaluated", balls.evaluatedRadii);
    return clips.onto(score, balls.shares(options.measure(), clips), seed);
  }

  private Score doubted(Score score, String which, double[] radii) {
    return Arrays.stream(radii).noneMatch(radius -> radius == 0)
        ? score
        : score.withWarning(
            "The %s set holds vectors that equal %d others or more: their balls are empty; check it for silence and duplicates."
                .formatted(which, options.k()));
  }

  /** Which vectors lie in which balls, counted. */
  private static final class Balls {
    private final int k;
    private final double[] referenceRadii;
    private final double[] evaluatedRadii;

    /** Balls of the reference that each evaluated vector lies in. */
    private final int[] around;

    /** The one clip with vectors in the ball of each reference vector, nobody or several. */
    private final int[] within;

    /** The one clip in whose balls each reference vector lies, nobody or several. */
    private final int[] reached;

    Balls(int k, double[] referenceRadii, double[] evaluatedRadii) {
      this.k = k;
      this.referenceRadii = referenceRadii;
      this.evaluatedRadii = evaluatedRadii;
      this.around = new int[evaluatedRadii.length];
      this.within = new int[referenceRadii.length];
      this.reached = new int[referenceRadii.length];
      Arrays.fill(within, NOBODY);
      Arrays.fill(reached, NOBODY);
    }

    double value(Measure measure) {
      return switch (measure) {
        case PRECISION, DENSITY -> Arrays.stream(own(measure)).average().orElseThrow();
        case RECALL -> covered(reached);
        case COVERAGE -> covered(within);
      };
    }

    private double[] own(Measure measure) {
      return Arrays.stream(around)
          .mapToDouble(
              count -> measure == Measure.DENSITY ? (double) count / k : Math.min(count, 1))
          .toArray();
    }

    private static double covered(int[] clips) {
      return (double) Arrays.stream(clips).filter(clip -> clip != NOBODY).count() / clips.length;
    }

    double[] shares(Measure measure, ClipShares clips) {
      double value = value(measure);
      if (measure == Measure.PRECISION || measure == Measure.DENSITY) {
        double[] influences = Arrays.stream(own(measure)).map(own -> own - value).toArray();
        return clips.linearised(value, influences);
      }
      int[] alone = measure == Measure.RECALL ? reached : within;
      double[] losses = new double[clips.count()];
      for (int clip : alone) {
        if (clip >= 0) {
          losses[clip] += 1.0 / alone.length;
        }
      }
      return clips.jackknife(value, losses);
    }
  }

  private Balls balls(EmbeddingSet reference, EmbeddingSet evaluated, ClipShares clips) {
    Balls balls = new Balls(options.k(), radii(reference), radii(evaluated));
    SquaredDistances.between(
        reference,
        evaluated,
        (row, first, distances, offset, count) -> {
          for (int i = 0; i < count; i++) {
            int clip = clips.owner(first + i);
            double distance = distances[offset + i];
            if (distance < balls.referenceRadii[row]) {
              balls.within[row] = joined(balls.within[row], clip);
            }
            if (distance < balls.evaluatedRadii[first + i]) {
              balls.reached[row] = joined(balls.reached[row], clip);
            }
          }
        });
    SquaredDistances.between(
        evaluated,
        reference,
        (row, first, distances, offset, count) -> {
          for (int i = 0; i < count; i++) {
            if (distances[offset + i] < balls.referenceRadii[first + i]) {
              balls.around[row]++;
            }
          }
        });
    return balls;
  }

  private static int joined(int clips, int clip) {
    return clips == NOBODY || clips == clip ? clip : SEVERAL;
  }

  /** Squared distance of each vector to its k-th nearest other. */
  private double[] radii(EmbeddingSet set) {
    double[][] nearest = new double[set.size()][];
    Arrays.setAll(nearest, row -> infinite());
    SquaredDistances.between(
        set,
        set,
        (row, first, distances, offset, count) -> {
          for (int i = 0; i < count; i++) {
            if (first + i != row) {
              insert(nearest[row], distances[offset + i]);
            }
          }
        });
    return IntStream.range(0, nearest.length)
        .mapToDouble(row -> nearest[row][options.k() - 1])
        .toArray();
  }

  private double[] infinite() {
    double[] distances = new double[options.k()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    return distances;
  }

  /** Keeps the least, by insertion: k is small. */
  private static void insert(double[] least, double distance) {
    int place = least.length;
    for (; place > 0 && least[place - 1] > distance; place--) {
      if (place < least.length) {
        least[place] = least[place - 1];
      }
    }
    if (place < least.length) {
      least[place] = distance;
    }
  }
}
