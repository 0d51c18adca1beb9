package com.acme.metric;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** What this jar offers to Aulos. */
public final class TemplateMetricPlugin implements Plugin {
  @Override
  public String name() {
    return "template-metric";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.metric(
            "template-metric",
            TemplateMetricOptions.DEFAULTS,
            (options, resources) -> new TemplateMetric(options.power())));
  }
}
