package org.aulos.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.aulos.runtime.plugin.LoadedPlugin;

/** Composes what all jobs share. */
final class RuntimeModule extends AbstractModule {
  private final Places places;

  RuntimeModule(Places places) {
    this.places = places;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(Places.class).toInstance(places);
    bind(Catalog.class);
    // Without any plugin the set is empty, not missing.
    Multibinder.newSetBinder(binder(), LoadedPlugin.class);
  }
}
