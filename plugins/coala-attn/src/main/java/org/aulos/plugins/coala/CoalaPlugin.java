package org.aulos.plugins.coala;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** Offers COALA and its extension by contextual tag embeddings. */
public final class CoalaPlugin implements Plugin {
  @Override
  public String name() {
    return "coala-attn";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.encoder("coala-audio", CoalaAudioOptions.DEFAULTS, CoalaAudioEncoder::of));
  }
}
