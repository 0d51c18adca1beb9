package org.aulos.runtime;

import java.util.List;
import java.util.Map;
import org.aulos.api.Direction;
import org.aulos.runtime.BenchResult.ComponentResult;
import org.aulos.runtime.BenchResult.DatasetResult;
import org.aulos.runtime.BenchResult.SystemResult;
import org.jspecify.annotations.Nullable;

/**
 * How metrics moved when clips were made worse step by step. Holds nothing that may differ between
 * two runs of the same configuration on the same data, whatever their worker count.
 *
 * @param format {@link #FORMAT}
 * @param version version of Aulos
 * @param seed seed of the halves, the noise and the draws
 * @param dataset the clips
 * @param system what heard them
 * @param reference number of clips that were to be matched
 * @param candidate number of clips that were made worse
 * @param otherHalves number of other ways in which the clips were dealt into halves
 * @param metrics the metrics that judged, in the order in which they were chosen
 * @param leftOut the metrics that did not
 * @param warnings what a reader must know of the clips, in whole sentences
 */
public record LadderResult(
    String format,
    String version,
    long seed,
    DatasetResult dataset,
    SystemResult system,
    int reference,
    int candidate,
    int otherHalves,
    List<MetricResult> metrics,
    List<LeftOut> leftOut,
    List<String> warnings) {
  /** Name and version of the format. */
  public static final String FORMAT = "aulos-ladder-1";

  /** How a metric moved down a ladder. */
  public enum Verdict {
    /** It says worse, the more so the worse the clips are, beyond what other halves give. */
    RIGHT_WAY,
    /** It says worse on some rungs, but goes back on the way. */
    UNEVEN,
    /** It does not move beyond what other halves give. */
    INSENSITIVE,
    /** It says better of worse clips. */
    WRONG_WAY,
    /** It gave no score on some rung. */
    UNJUDGED
  }

  /** Where a rung lies among what undamaged clips give when they are dealt in other ways. */
  public enum Standing {
    /** Worse than all of that. */
    WORSE,
    /** Within it. */
    WITHIN,
    /** Better than all of that. */
    BETTER
  }

  /**
   * The scores of undamaged clips that were dealt in other ways, and of the halves that were taken.
   *
   * @param low the least
   * @param high the greatest
   */
  public record Spread(double low, double high) {}

  /**
   * One metric.
   *
   * @param name what tells it from the others: its name and the options that are not its defaults
   * @param metric the metric with its options
   * @param direction which way it improves
   * @param clean its score of the undamaged candidate
   * @param spread of undamaged clips
   * @param signature how the scores were obtained
   * @param warnings of the clean score, in whole sentences
   * @param ladders how it moved, ladder by ladder
   */
  public record MetricResult(
      String name,
      ComponentResult metric,
      Direction direction,
      double clean,
      Spread spread,
      Map<String, String> signature,
      List<String> warnings,
      List<LadderScores> ladders) {}

  /**
   * One metric on one ladder.
   *
   * @param ladder the way in which clips were made worse
   * @param verdict how the metric moved
   * @param noticedFrom the severity from which on every rung is worse than undamaged clips; null if
   *     there is none
   * @param rungs from mild to severe
   */
  public record LadderScores(
      String ladder, Verdict verdict, @Nullable String noticedFrom, List<Rung> rungs) {}

  /**
   * One metric on one rung.
   *
   * @param severity how far the clips were made worse
   * @param value its score; the mean, where clips were drawn several times; null if there is none
   * @param spread of as many undamaged clips; null if there is none
   * @param standing of the value in that; null if there is no value
   * @param problem why there is no value; null if there is one
   */
  public record Rung(
      String severity,
      @Nullable Double value,
      @Nullable Spread spread,
      @Nullable Standing standing,
      @Nullable String problem) {}

  /**
   * A metric that did not judge.
   *
   * @param metric what tells it from the others
   * @param asked whether it was asked for by name; otherwise it was merely there
   * @param problem why not, in a whole sentence
   */
  public record LeftOut(String metric, boolean asked, String problem) {}

  /** Number of clips that could not be read, and of metrics that were asked for in vain. */
  public int gaps() {
    return dataset.failures().size() + (int) leftOut.stream().filter(LeftOut::asked).count();
  }
}
