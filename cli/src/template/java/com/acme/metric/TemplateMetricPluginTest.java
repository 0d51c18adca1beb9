package com.acme.metric;

import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;

class TemplateMetricPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new TemplateMetricPlugin();
  }
}
