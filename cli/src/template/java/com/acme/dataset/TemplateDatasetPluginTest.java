package com.acme.dataset;

import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;

class TemplateDatasetPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new TemplateDatasetPlugin();
  }
}
