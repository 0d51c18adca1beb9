package org.aulos.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number that says how it was obtained.
 *
 * @param value the score, in the metric's own unit (an accuracy is a share in [0, 1], not a
 *     percentage)
 * @param direction which way it improves
 * @param n number of clips behind it
 * @param signature how it was obtained
 * @param interval its confidence interval, if the metric can tell
 * @param details further numbers by name (R@5, accuracy of a fold), in the metric's order
 * @param samples what was found for each clip
 * @param warnings what a reader must know to trust the number, in whole sentences
 */
public record Score(
    double value,
    Direction direction,
    int n,
    Signature signature,
    @Nullable Interval interval,
    Map<String, Double> details,
    List<SampleScore> samples,
    List<String> warnings) {
  /** Name of the detail that is what the score would be, on average, by chance alone. */
  public static final String CHANCE = "chance";

  /**
   * A score.
   *
   * @throws IllegalArgumentException if the value is not finite: a metric that has no answer throws
   *     instead
   */
  public Score {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "expected a finite score but was " + value + " for " + signature);
    }
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    samples = List.copyOf(samples);
    warnings = List.copyOf(warnings);
  }

  /** A bare score, to be completed by the {@code with} methods. */
  public static Score of(double value, Direction direction, int n, Signature signature) {
    return new Score(value, direction, n, signature, null, Map.of(), List.of(), List.of());
  }

  /** This score with a confidence interval. */
  public Score withInterval(Interval interval) {
    return new Score(value, direction, n, signature, interval, details, samples, warnings);
  }

  /** This score with one more named number. */
  public Score withDetail(String name, double number) {
    Map<String, Double> more = new LinkedHashMap<>(details);
    more.put(name, number);
    return new Score(value, direction, n, signature, interval, more, samples, warnings);
  }

  /** This score with what was found for each clip. */
  public Score withSamples(List<SampleScore> samples) {
    return new Score(value, direction, n, signature, interval, details, samples, warnings);
  }

  /** This score with one more warning. */
  public Score withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new Score(value, direction, n, signature, interval, details, samples, more);
  }

  /** This score under another signature: the runtime adds what it knows of the data. */
  public Score withSignature(Signature signature) {
    return new Score(value, direction, n, signature, interval, details, samples, warnings);
  }
}
