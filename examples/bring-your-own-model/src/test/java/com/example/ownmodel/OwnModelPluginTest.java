package com.example.ownmodel;

import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;

class OwnModelPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new OwnModelPlugin();
  }
}
