package com.acme.generator;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** What this jar offers to Aulos. */
public final class TemplateGeneratorPlugin implements Plugin {
  @Override
  public String name() {
    return "template-generator";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.generator(
            "template-generator",
            TemplateGeneratorOptions.DEFAULTS,
            (options, resources) -> new TemplateGenerator(options.lowest(), options.notes())));
  }
}
