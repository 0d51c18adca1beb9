package com.acme.extractor;

import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;

class TemplateExtractorPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new TemplateExtractorPlugin();
  }
}
