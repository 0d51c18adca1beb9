package org.aulos.runtime.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.testkit.PluginContract;
import org.junit.jupiter.api.Test;

class DatasetsPluginTest implements PluginContract {
  @Override
  public Plugin plugin() {
    return new DatasetsPlugin();
  }

  @Test
  void offersItsDataSets() {
    assertThat(plugin().components())
        .extracting(Component::key)
        .contains(
            "dataset:synthetic-scenes", "dataset:esc-50", "dataset:folders", "dataset:manifest");
  }
}
