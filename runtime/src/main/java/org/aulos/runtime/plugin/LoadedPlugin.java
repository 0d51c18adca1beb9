package org.aulos.runtime.plugin;

import java.util.List;
import java.util.Optional;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.runtime.AulosVersion;
import org.aulos.runtime.CodeOrigin;
import org.aulos.runtime.config.OptionsCheck;
import org.jspecify.annotations.Nullable;

/** A plugin that is there to be used, with what it offered when it was asked. */
public final class LoadedPlugin {
  private final Plugin plugin;
  private final String name;
  private final List<Component<?, ?>> components;
  private final @Nullable PluginBundle bundle;

  private LoadedPlugin(
      Plugin plugin, String name, List<Component<?, ?>> components, @Nullable PluginBundle bundle) {
    this.plugin = plugin;
    this.name = name;
    this.components = components;
    this.bundle = bundle;
  }

  /**
   * A plugin that is in the same layer or on the same class path as Aulos.
   *
   * @throws PluginException if it fails, or has a component whose options cannot be written in a
   *     configuration; the message says why
   */
  public static LoadedPlugin of(Plugin plugin) {
    return of(plugin, null);
  }

  static LoadedPlugin of(Plugin plugin, @Nullable PluginBundle bundle) {
    Class<?> type = plugin.getClass();
    String name = ForeignCode.call(type, "name() of " + type.getName(), plugin::name);
    List<Component<?, ?>> components =
        ForeignCode.call(
            type, "components() of plugin '" + name + "'", () -> List.copyOf(plugin.components()));
    for (Component<?, ?> component : components) {
      ForeignCode.call(
              type,
              "the options of '" + component.key() + "'",
              () -> OptionsCheck.problem(component.defaults()))
          .ifPresent(
              problem -> {
                throw new PluginException(
                    "the options of '%s' are not valid: %s; take another version of the plugin, or tell its author"
                        .formatted(component.key(), problem));
              });
    }
    return new LoadedPlugin(plugin, name, components, bundle);
  }

  /** The plugin. */
  public Plugin plugin() {
    return plugin;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** What it offers. */
  public List<Component<?, ?>> components() {
    return components;
  }

  /** Where it lies on disk, if it is not part of Aulos but was laid beside it. */
  public Optional<PluginBundle> bundle() {
    return Optional.ofNullable(bundle);
  }

  /** Its version; {@code development} if its code does not tell. */
  public String version() {
    return bundle().map(PluginBundle::version).orElseGet(() -> AulosVersion.of(plugin.getClass()));
  }

  /** The jar or folder that it was loaded from; of what is part of Aulos, the module. */
  public String origin() {
    if (bundle != null) {
      return bundle.path().toString();
    }
    Module module = plugin.getClass().getModule();
    return module.isNamed()
        ? "module " + module.getName()
        : CodeOrigin.of(plugin.getClass()).toString();
  }

  /**
   * SHA-256 over its code, that of its private libraries included: changes whenever what it
   * computes may have.
   */
  public String codeDigest() {
    return bundle().map(PluginBundle::digest).orElseGet(() -> CodeOrigin.digest(plugin.getClass()));
  }
}
