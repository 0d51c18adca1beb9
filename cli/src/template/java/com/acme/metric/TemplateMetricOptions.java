package com.acme.metric;

import org.aulos.api.spi.Describe;

/** Options of the metric. */
@Describe("Distance between the means of two sets of vectors.")
public record TemplateMetricOptions(
    @Describe("1 for the sum of absolute differences, 2 for the Euclidean distance; 1 or more.")
        double power) {
  /** The Euclidean distance. */
  public static final TemplateMetricOptions DEFAULTS = new TemplateMetricOptions(2);

  /** Options. */
  public TemplateMetricOptions {
    if (!(power >= 1)) {
      throw new IllegalArgumentException("expected power >= 1 but was " + power);
    }
  }
}
