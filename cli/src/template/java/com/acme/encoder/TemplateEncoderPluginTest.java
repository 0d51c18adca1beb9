package com.acme.encoder;

import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;

class TemplateEncoderPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new TemplateEncoderPlugin();
  }
}
