package org.aulos.runtime.train;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import org.aulos.api.Dataset;
import org.aulos.api.Trainer;
import org.aulos.api.spi.Role;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.FlowModule;
import org.aulos.runtime.pipeline.NamedDatasets;

/** Composes one trainer and its data set. */
public final class TrainModule extends AbstractModule {
  private final TrainConfig config;

  /** Composes the given training. */
  public TrainModule(TrainConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(TrainConfig.class).toInstance(config);
    install(new FlowModule(config.settings().flow(), config.settings().operationThreads()));
    Provider<ComponentFactory> factory = getProvider(ComponentFactory.class);
    bind(Dataset.class)
        .toProvider(
            () ->
                new NamedDatasets(config.others(), config.data(), factory.get())
                    .of(config.dataset()))
        .in(Singleton.class);
    bind(new TypeLiteral<ComponentFactory.Made<Trainer>>() {})
        .toProvider(() -> factory.get().make(Role.TRAINER, config.trainer(), config.folder(), null))
        .in(Singleton.class);
    bind(Training.class).in(Singleton.class);
  }
}
