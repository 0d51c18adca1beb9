package org.aulos.runtime.pipeline;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import java.nio.file.Path;
import org.aulos.api.Dataset;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.spi.Role;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.config.ComponentBinder.Chosen;

/** Composes one data set and one extractor. */
public final class ExtractModule extends AbstractModule {
  private final RunSettings settings;
  private final Chosen dataset;
  private final Chosen extractor;
  private final Path folder;

  /**
   * Composes the given choices.
   *
   * @param folder what their relative paths are relative to
   */
  public ExtractModule(RunSettings settings, Chosen dataset, Chosen extractor, Path folder) {
    this.settings = settings;
    this.dataset = dataset;
    this.extractor = extractor;
    this.folder = folder;
  }

  @Override
  protected void configure() {
    install(new FlowModule(settings));
    Provider<ComponentFactory> factory = getProvider(ComponentFactory.class);
    bind(Dataset.class)
        .toProvider(() -> factory.get().make(Role.DATASET, dataset, folder, null).component())
        .in(Singleton.class);
    bind(FeatureExtractor.class)
        .toProvider(() -> factory.get().make(Role.EXTRACTOR, extractor, folder, null).component())
        .in(Singleton.class);
    bind(FeatureFlow.class);
  }
}
