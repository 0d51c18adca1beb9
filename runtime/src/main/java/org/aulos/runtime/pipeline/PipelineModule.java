package org.aulos.runtime.pipeline;

import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.name.Names;

/** Composes one system; exposes its {@link Pipeline} under its name and nothing else. */
public final class PipelineModule extends PrivateModule {
  private final SystemConfig config;

  /** Composes the given system. */
  public PipelineModule(SystemConfig config) {
    this.config = config;
  }

  /** The key under which the pipeline of a system is exposed. */
  public static Key<Pipeline> key(String system) {
    return Key.get(Pipeline.class, Names.named(system));
  }

  @Override
  protected void configure() {
    Provider<ComponentFactory> factory = getProvider(ComponentFactory.class);
    bind(key(config.name()))
        .toProvider(() -> Pipeline.assemble(config, factory.get()))
        .in(Singleton.class);
    expose(key(config.name()));
  }
}
