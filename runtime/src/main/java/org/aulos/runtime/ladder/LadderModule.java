package org.aulos.runtime.ladder;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Role;
import org.aulos.runtime.bench.BenchConfig;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.pipeline.ComponentFactory;
import org.aulos.runtime.pipeline.FlowModule;
import org.aulos.runtime.pipeline.Pipeline;
import org.aulos.runtime.pipeline.PipelineModule;
import org.aulos.runtime.pipeline.SystemConfig;

/** Composes one data set and one system; the metrics are made when they are tried. */
public final class LadderModule extends AbstractModule {
  private final BenchConfig config;

  /** Composes a configuration of one data set and one system. */
  public LadderModule(BenchConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(BenchConfig.class).toInstance(config);
    // The limit is of the clips of the data set, of which there are many more once degraded.
    install(new FlowModule(config.settings().withLimit(0)));
    Provider<ComponentFactory> factory = getProvider(ComponentFactory.class);
    Chosen dataset = config.datasets().values().iterator().next();
    bind(Dataset.class)
        .toProvider(
            () -> factory.get().make(Role.DATASET, dataset, config.data(), null).component())
        .in(Singleton.class);
    SystemConfig system = config.systems().values().iterator().next();
    install(new PipelineModule(system));
    bind(Pipeline.class).to(PipelineModule.key(system.name()));
    bind(Ladder.class);
  }
}
