package org.aulos.runtime.bench;

import org.aulos.api.Metric;
import org.aulos.api.Score;

/** Puts evidence to a metric of whose type nothing is known beforehand. */
public final class Judge {
  private Judge() {}

  /**
   * The score.
   *
   * @throws ClassCastException if the evidence is not what the metric judges
   */
  public static <E> Score score(Metric<E> metric, Object evidence) {
    return metric.score(metric.evidenceType().cast(evidence));
  }
}
