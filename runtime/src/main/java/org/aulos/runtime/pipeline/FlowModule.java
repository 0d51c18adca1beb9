package org.aulos.runtime.pipeline;

import com.google.inject.AbstractModule;
import org.aulos.runtime.RunSettings;

/**
 * Composes what every job that reads clips needs: the engine, the reader, the flow, the factory of
 * components.
 */
public final class FlowModule extends AbstractModule {
  private final RunSettings settings;

  /** Composes for the given settings. */
  public FlowModule(RunSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void configure() {
    bind(RunSettings.class).toInstance(settings);
    bind(TensorRuntime.class);
    bind(ClipReader.class);
    bind(ClipFlow.class);
    bind(ComponentFactory.class);
    bind(EmbeddingPass.class);
  }
}
