package org.aulos.plugins.byola;

import java.util.List;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/**
 * Offers BYOL-A and its difference-aware extension: encoders and trainers, and retrieval with
 * auxiliary information.
 */
public final class ByolaPlugin implements Plugin {
  private static final String BYOLA = "byola";
  private static final String DIFFERENCE = "byola-diff";

  @Override
  public String name() {
    return DIFFERENCE;
  }

  @Override
  public List<Component<?, ?>> components() {
    return List.of(
        Component.encoder(BYOLA, ByolaEncoderOptions.DEFAULTS, ByolaEncoder::of),
        Component.encoder(DIFFERENCE, ByolaEncoderOptions.DEFAULTS, ByolaEncoder::of),
        Component.trainer(
            BYOLA,
            ByolaTrainerOptions.BYOLA,
            (options, resources) ->
                new ByolaTrainer(BYOLA, version(), options, resources.manager())),
        Component.trainer(
            DIFFERENCE,
            ByolaTrainerOptions.DIFFERENCE,
            (options, resources) ->
                new ByolaTrainer(DIFFERENCE, version(), options, resources.manager())),
        Component.encoder(
            "hashed-words",
            HashedWordsOptions.DEFAULTS,
            (options, resources) -> new HashedWords(options, resources.manager())),
        Component.metric(
            "auxiliary-retrieval",
            AuxiliaryRetrievalOptions.DEFAULTS,
            (options, resources) -> AuxiliaryRetrieval.of(version(), options, resources)));
  }
}
