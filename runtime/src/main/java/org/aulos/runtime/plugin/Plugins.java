package org.aulos.runtime.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;

/** The plugins that can be used, and those that were refused. */
public final class Plugins {
  private final Map<String, LoadedPlugin> byName = new LinkedHashMap<>();
  private final Map<String, LoadedPlugin> byComponent = new LinkedHashMap<>();
  private final List<PluginRefusal> refused = new ArrayList<>();

  private Plugins() {}

  /**
   * Loads the plugins on the module path and the class path of Aulos, then those that lie in other
   * places. Where two cannot be used together, the one that was there first stays.
   *
   * @throws PluginException holding everything that was refused, if the sources are strict
   */
  public static Plugins load(PluginSources sources) {
    Plugins plugins = new Plugins();
    plugins.addOwn();
    for (Path path : sources.bundles()) {
      plugins.add(path);
    }
    if (sources.strict() && !plugins.refused.isEmpty()) {
      throw new PluginException(
          plugins.refused.stream().map(PluginRefusal::toString).collect(Collectors.joining("\n")));
    }
    return plugins;
  }

  private void addOwn() {
    Set<Class<?>> seen = new LinkedHashSet<>();
    Iterator<Plugin> found = ServiceLoader.load(Plugin.class).iterator();
    while (true) {
      // After an error the iterator goes on with the next plugin.
      try {
        if (!found.hasNext()) {
          return;
        }
        Plugin plugin = found.next();
        // Each class once, though it may be named twice: by its module and for class paths.
        if (seen.add(plugin.getClass())) {
          add(List.of(LoadedPlugin.of(plugin)));
        }
      } catch (ServiceConfigurationError e) {
        refused.add(new PluginRefusal("Aulos", e.getMessage() + "; remove the jar that names it"));
      } catch (PluginException e) {
        refused.add(new PluginRefusal("Aulos", String.valueOf(e.getMessage())));
      }
    }
  }

  private void add(Path path) {
    try {
      add(PluginBundle.read(path).load());
    } catch (PluginException e) {
      refused.add(new PluginRefusal(path.toString(), String.valueOf(e.getMessage())));
    }
  }

  /** All plugins of one origin, or none. */
  private void add(List<LoadedPlugin> plugins) {
    Map<String, LoadedPlugin> names = new LinkedHashMap<>(byName);
    Map<String, LoadedPlugin> components = new LinkedHashMap<>(byComponent);
    for (LoadedPlugin plugin : plugins) {
      LoadedPlugin namesake = names.put(plugin.name(), plugin);
      if (namesake != null) {
        throw new PluginException(
            "a plugin named '%s' is there already, from %s; remove one of them"
                .formatted(plugin.name(), namesake.origin()));
      }
      for (Component<?, ?> component : plugin.components()) {
        LoadedPlugin rival = components.put(component.key(), plugin);
        if (rival != null) {
          throw new PluginException(
              "its plugin '%s' offers '%s', as does '%s' from %s; remove one of them"
                  .formatted(plugin.name(), component.key(), rival.name(), rival.origin()));
        }
      }
    }
    byName.putAll(names);
    byComponent.putAll(components);
  }

  /** The plugins that can be used; no two of one name, nor with one component. */
  public List<LoadedPlugin> loaded() {
    return List.copyOf(byName.values());
  }

  /** Those that cannot. */
  public List<PluginRefusal> refused() {
    return List.copyOf(refused);
  }
}
