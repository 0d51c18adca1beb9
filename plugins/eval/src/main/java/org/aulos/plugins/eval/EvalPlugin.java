package org.aulos.plugins.eval;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** Offers the baseline features and the metrics. */
public final class EvalPlugin implements Plugin {
  @Override
  public String name() {
    return "eval";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of();
  }
}
