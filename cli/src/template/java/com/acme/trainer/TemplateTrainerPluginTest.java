package com.acme.trainer;

import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;

class TemplateTrainerPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new TemplateTrainerPlugin();
  }
}
