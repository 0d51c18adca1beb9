package com.acme.dataset;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** What this jar offers to Aulos. */
public final class TemplateDatasetPlugin implements Plugin {
  @Override
  public String name() {
    return "template-dataset";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.dataset(
            "template-dataset",
            TemplateDatasetOptions.DEFAULTS,
            (options, resources) -> new TemplateDataset(options.notes(), options.clipsPerNote())));
  }
}
