package org.aulos.runtime;

import java.util.Locale;
import org.aulos.api.Direction;
import org.aulos.api.Interval;

/**
 * What sets two systems apart in one task, on the clips that both were judged on.
 *
 * @param task name of the task
 * @param first a system; with its run before it, if two runs are compared
 * @param second the other one
 * @param direction which way the score improves
 * @param clips clips that both were judged on
 * @param seeds seeds under which they were; 1 if nothing about it is random
 * @param firstValue score of the first system on these clips
 * @param secondValue score of the second system on these clips
 * @param difference {@code secondValue - firstValue}
 * @param interval 95 % interval of the difference
 * @param p probability of a difference at least as large if the systems were equal
 * @param adjustedP the same, corrected for all differences that were tested at once
 * @param test how the probability was found, in words
 * @param share whether the score is a share of clips whose label was found
 */
public record PairedDifference(
    String task,
    String first,
    String second,
    Direction direction,
    int clips,
    int seeds,
    double firstValue,
    double secondValue,
    double difference,
    Interval interval,
    double p,
    double adjustedP,
    String test,
    boolean share) {
  /** A difference that is as likely as this where there is none is called real. */
  public static final double LEVEL = 0.05;

  /** Whether the difference is real: {@code adjustedP} is below {@value #LEVEL}. */
  public boolean real() {
    return adjustedP < LEVEL;
  }

  /** The same difference among others, whose number corrects its probability. */
  PairedDifference corrected(double probability) {
    return new PairedDifference(
        task,
        first,
        second,
        direction,
        clips,
        seeds,
        firstValue,
        secondValue,
        difference,
        interval,
        p,
        probability,
        test,
        share);
  }

  /** What was found, in words. */
  public String sentence() {
    if (difference == 0) {
      return "no difference between %s and %s: %s%s [%s, %s], %s"
          .formatted(
              first,
              second,
              number(0),
              unit(),
              number(interval.low()),
              number(interval.high()),
              probability());
    }
    boolean secondLeads = direction.better(secondValue, firstValue);
    String leader = secondLeads ? second : first;
    String other = secondLeads ? first : second;
    // By how much the leader is better, whichever way the score improves.
    boolean turned = difference < 0;
    String low = number(turned ? -interval.high() : interval.low());
    String high = number(turned ? -interval.low() : interval.high());
    String by = number(Math.abs(difference)) + unit() + " [" + low + ", " + high;
    String probability = "], " + probability();
    return real()
        ? leader + " is better than " + other + " by " + by + probability
        : "no real difference between %s and %s: %s is ahead by %s"
                .formatted(first, second, leader, by)
            + probability;
  }

  private String probability() {
    return adjustedP == p ? p("p", p) : p("p", p) + " (corrected: " + p("p", adjustedP) + ")";
  }

  private static String p(String name, double p) {
    return p < 0.001 ? name + " < 0.001" : name + " = " + String.format(Locale.ROOT, "%.3f", p);
  }

  private String unit() {
    return share ? " points" : "";
  }

  /** Percentage points for shares. */
  private String number(double value) {
    return share ? String.format(Locale.ROOT, "%.1f", 100 * value) : ResultTable.number(value);
  }
}
