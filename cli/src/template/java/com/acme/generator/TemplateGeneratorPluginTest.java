package com.acme.generator;

import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;

class TemplateGeneratorPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new TemplateGeneratorPlugin();
  }
}
