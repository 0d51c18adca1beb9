package org.aulos.runtime.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Component;
import org.aulos.runtime.CodeOrigin;

/**
 * A plugin that was found and what is known of it.
 *
 * @param plugin its name if it was loaded; otherwise that of its module, or of its file
 * @param state what became of it
 * @param version its version; {@code development} if it tells none
 * @param api version of {@code org.aulos.api} that it was compiled against; empty if unknown
 * @param origin the jar or folder that it lies in
 * @param classes classes that are plugins
 * @param components role and name of what it offers; empty unless it was loaded
 * @param replaced jars in it that are left aside because Aulos has a module of that name
 * @param problem why it was refused, and what to do; empty otherwise
 */
public record PluginStatus(
    String plugin,
    State state,
    String version,
    String api,
    String origin,
    List<String> classes,
    List<String> components,
    List<String> replaced,
    String problem) {
  /** What became of a plugin. */
  public enum State {
    /** Its files were read and are in order; its code has not run. */
    FOUND,
    /** It can be used. */
    LOADED,
    /** It cannot be used. */
    REFUSED
  }

  /**
   * Every plugin there is, as its files describe it. None of their code runs, so what would only
   * show then is not known: names, components, and whether they clash.
   */
  public static List<PluginStatus> found(PluginSources sources) {
    List<PluginStatus> all = new ArrayList<>();
    for (PluginJar jar : HostModules.plugins()) {
      all.add(found(jar));
    }
    for (Path path : sources.bundles()) {
      all.add(found(path));
    }
    return all;
  }

  private static PluginStatus found(PluginJar jar) {
    return new PluginStatus(
        jar.name(),
        State.FOUND,
        jar.version().orElse(PluginBundle.UNVERSIONED),
        jar.apiVersion().orElse(""),
        jar.path().toString(),
        jar.providers(),
        List.of(),
        List.of(),
        "");
  }

  private static PluginStatus found(Path path) {
    try {
      PluginBundle bundle = PluginBundle.read(path);
      return of(bundle, String.join(", ", bundle.names()), State.FOUND, List.of());
    } catch (PluginException e) {
      return refused(new PluginRefusal(path.toString(), String.valueOf(e.getMessage())));
    }
  }

  /** Every plugin that was loaded or refused. */
  public static List<PluginStatus> of(Plugins plugins) {
    List<PluginStatus> all = new ArrayList<>();
    plugins.loaded().forEach(plugin -> all.add(loaded(plugin)));
    plugins.refused().forEach(refusal -> all.add(refused(refusal)));
    return all;
  }

  private static PluginStatus loaded(LoadedPlugin plugin) {
    List<String> components = plugin.components().stream().map(Component::key).toList();
    Optional<PluginBundle> bundle = plugin.bundle();
    if (bundle.isPresent()) {
      return of(bundle.get(), plugin.name(), State.LOADED, components);
    }
    Class<?> type = plugin.plugin().getClass();
    Path origin = CodeOrigin.of(type);
    return new PluginStatus(
        plugin.name(),
        State.LOADED,
        plugin.version(),
        PluginJar.read(origin).apiVersion().orElse(""),
        origin.toString(),
        List.of(type.getName()),
        components,
        List.of(),
        "");
  }

  private static PluginStatus of(
      PluginBundle bundle, String name, State state, List<String> components) {
    return new PluginStatus(
        name,
        state,
        bundle.version(),
        bundle.apiVersion().orElse(""),
        bundle.path().toString(),
        bundle.classes(),
        components,
        bundle.replaced().stream().map(jar -> jar.getFileName().toString()).toList(),
        "");
  }

  private static PluginStatus refused(PluginRefusal refusal) {
    Path origin = Path.of(refusal.origin());
    return new PluginStatus(
        String.valueOf(origin.getFileName()),
        State.REFUSED,
        "",
        "",
        refusal.origin(),
        List.of(),
        List.of(),
        List.of(),
        refusal.problem());
  }
}
