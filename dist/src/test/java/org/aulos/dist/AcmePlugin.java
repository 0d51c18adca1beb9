package org.aulos.dist;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** The plugin of the guide. */
public final class AcmePlugin implements Plugin {
  @Override
  public String name() {
    return "acme";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.encoder(
            "crossings",
            CrossingsOptions.DEFAULTS,
            (options, resources) -> new Crossings(options)));
  }
}
