package org.aulos.runtime.generator;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** The generators that come with Aulos: places for those of others. */
public final class GeneratorsPlugin implements Plugin {
  @Override
  public String name() {
    return "generators";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.generator("directory", DirectoryOptions.DEFAULTS, DirectoryGenerator::create),
        Component.generator("command", CommandOptions.DEFAULTS, CommandGenerator::create));
  }
}
