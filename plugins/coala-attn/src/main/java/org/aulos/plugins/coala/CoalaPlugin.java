package org.aulos.plugins.coala;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** Offers COALA and its extension by contextual tag embeddings. */
public final class CoalaPlugin implements Plugin {
  private static final String ATTENTION = "coala-attn";
  private static final String ORIGINAL = "coala";

  @Override
  public String name() {
    return ATTENTION;
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.encoder("coala-audio", CoalaAudioOptions.DEFAULTS, CoalaAudioEncoder::of),
        Component.encoder("coala-tags", CoalaTagsOptions.DEFAULTS, CoalaTagsEncoder::of),
        Component.trainer(
            ATTENTION,
            CoalaTrainerOptions.ATTENTION,
            (options, resources) -> CoalaTrainer.of(ATTENTION, version(), options, resources)),
        Component.trainer(
            ORIGINAL,
            CoalaTrainerOptions.MULTI_HOT,
            (options, resources) -> CoalaTrainer.of(ORIGINAL, version(), options, resources)));
  }
}
