package com.example.ownmodel;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** What this jar offers to Aulos. */
public final class OwnModelPlugin implements Plugin {
  @Override
  public String name() {
    return "bring-your-own-model";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(Component.encoder("own-model", OwnModelOptions.DEFAULTS, OwnModelEncoder::open));
  }
}
