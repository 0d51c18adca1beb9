package org.aulos.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.aulos.runtime.plugin.LoadedPlugin;

/** Contributes one plugin. */
final class PluginModule extends AbstractModule {
  private final LoadedPlugin plugin;

  PluginModule(LoadedPlugin plugin) {
    this.plugin = plugin;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), LoadedPlugin.class).addBinding().toInstance(plugin);
  }
}
