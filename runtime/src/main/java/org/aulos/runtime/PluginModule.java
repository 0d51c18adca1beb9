package org.aulos.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.aulos.api.spi.Plugin;

/** Contributes one plugin. */
final class PluginModule extends AbstractModule {
  private final Plugin plugin;

  PluginModule(Plugin plugin) {
    this.plugin = plugin;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Plugin.class).addBinding().toInstance(plugin);
  }
}
