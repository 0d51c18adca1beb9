package com.acme.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.aulos.api.EmbeddingSet;
import org.aulos.api.EmbeddingSets;
import org.aulos.api.Metric;
import org.aulos.testkit.MetricContract;
import org.junit.jupiter.api.Test;

class TemplateMetricTest implements MetricContract<EmbeddingSets> {
  @Override
  public Metric<EmbeddingSets> metric() {
    return new TemplateMetric(2);
  }

  @Override
  public EmbeddingSets evidence() {
    return new EmbeddingSets(
        new EmbeddingSet("test", List.of("a", "b"), new float[] {0, 0, 2, 0}, 2),
        new EmbeddingSet("test", List.of("c"), new float[] {4, 4}, 2));
  }

  @Override
  public int clips() {
    return 1;
  }

  @Test
  void measuresFromMeanToMean() {
    // (1, 0) to (4, 4)
    assertThat(metric().score(evidence()).value()).isEqualTo(5);
  }
}
