package com.acme.trainer;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** What this jar offers to Aulos. */
public final class TemplateTrainerPlugin implements Plugin {
  @Override
  public String name() {
    return "template-trainer";
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.trainer(
            "template-trainer",
            TemplateTrainerOptions.DEFAULTS,
            (options, resources) -> new TemplateTrainer(options.steps())));
  }
}
