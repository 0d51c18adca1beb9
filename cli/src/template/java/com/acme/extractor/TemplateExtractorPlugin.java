package com.acme.extractor;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** What this jar offers to Aulos. */
public final class TemplateExtractorPlugin implements Plugin {
  @Override
  public String name() {
    return "template-extractor";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.extractor(
            "template-extractor",
            TemplateExtractorOptions.DEFAULTS,
            (options, resources) -> new TemplateExtractor(options.hop())));
  }
}
