package org.aulos.runtime;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Describe;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Role;
import org.aulos.runtime.plugin.LoadedPlugin;

/** Every component of every plugin, by role and name. */
@Singleton
public final class Catalog {
  private final List<LoadedPlugin> plugins;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * The components of the given plugins.
   *
   * @throws PluginException if two of one role and name are offered; names both plugins
   */
  @Inject
  public Catalog(Set<LoadedPlugin> plugins) {
    this.plugins = List.copyOf(plugins);
    for (LoadedPlugin plugin : plugins) {
      for (Component<?, ?> component : plugin.components()) {
        Entry entry = new Entry(plugin, component);
        Entry other = entries.putIfAbsent(component.key(), entry);
        if (other != null) {
          throw new PluginException(
              "two plugins offer '%s': '%s' (%s) and '%s' (%s); remove one of them"
                  .formatted(
                      component.key(),
                      other.source().name(),
                      other.origin(),
                      plugin.name(),
                      entry.origin()));
        }
      }
    }
  }

  /** The plugins that offer them, in the order in which they were found. */
  public List<LoadedPlugin> plugins() {
    return plugins;
  }

  /** All components, ordered by role and name. */
  public List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    Role.values().forEach(role -> all.addAll(entries(role)));
    return all;
  }

  /** The components of one role, ordered by name. */
  public List<Entry> entries(Role<?> role) {
    return entries.values().stream()
        .filter(entry -> entry.component().role() == role)
        .sorted(Comparator.comparing(entry -> entry.component().name()))
        .toList();
  }

  /** The component of the given role and name. */
  public Optional<Entry> find(Role<?> role, String name) {
    return Optional.ofNullable(entries.get(role.name() + ":" + name));
  }

  /**
   * The component of the given role and name.
   *
   * @throws PluginException if there is none; lists those there are
   */
  public Entry require(Role<?> role, String name) {
    return find(role, name)
        .orElseThrow(
            () ->
                new PluginException(
                    "no %s is named '%s'; available: %s"
                        .formatted(
                            role,
                            name,
                            entries(role).stream().map(e -> e.component().name()).toList())));
  }

  /**
   * A component and where it comes from.
   *
   * @param source the plugin that offers it
   * @param component the component
   */
  public record Entry(LoadedPlugin source, Component<?, ?> component) {
    /** The plugin that offers it. */
    public Plugin plugin() {
      return source.plugin();
    }

    /** What the component does, in a sentence; empty if its author has not said. */
    public String description() {
      Describe describe = component.defaults().getClass().getAnnotation(Describe.class);
      return describe == null ? "" : describe.value();
    }

    /** Its options, in the order of its options record. */
    public List<OptionDescription> options() {
      return OptionDescription.of(component.defaults());
    }

    /** Version of the plugin. */
    public String version() {
      return source.version();
    }

    /** Where the plugin came from: {@link LoadedPlugin#origin()}. */
    public String origin() {
      return source.origin();
    }
  }
}
