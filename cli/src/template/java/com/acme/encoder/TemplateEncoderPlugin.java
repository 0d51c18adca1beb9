package com.acme.encoder;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** What this jar offers to Aulos. */
public final class TemplateEncoderPlugin implements Plugin {
  @Override
  public String name() {
    return "template-encoder";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.encoder(
            "template-encoder",
            TemplateEncoderOptions.DEFAULTS,
            (options, resources) -> new TemplateEncoder(options.dimension())));
  }
}
