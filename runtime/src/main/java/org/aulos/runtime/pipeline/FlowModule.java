package org.aulos.runtime.pipeline;

import com.google.inject.AbstractModule;
import org.aulos.runtime.RunSettings;

/**
 * Composes what every job that reads clips needs: the engine, the reader, the flow, the factory of
 * components.
 */
public final class FlowModule extends AbstractModule {
  private final RunSettings settings;
  private final OperationThreads threads;

  /** Composes for the given settings, and batches that run side by side. */
  public FlowModule(RunSettings settings) {
    this(settings, OperationThreads.ONE);
  }

  /** Composes for the given settings, and so many threads within an operation. */
  public FlowModule(RunSettings settings, OperationThreads threads) {
    this.settings = settings;
    this.threads = threads;
  }

  @Override
  protected void configure() {
    bind(RunSettings.class).toInstance(settings);
    bind(OperationThreads.class).toInstance(threads);
    bind(TensorRuntime.class);
    bind(ClipReader.class);
    bind(ClipFlow.class);
    bind(ComponentFactory.class);
    bind(EmbeddingPass.class);
  }
}
