package org.aulos.runtime.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Plugin;
import org.aulos.runtime.Digests;
import org.jspecify.annotations.Nullable;

/**
 * A plugin as it lies on disk: one jar, a folder of classes, or a folder that holds the jars of the
 * plugin and of its private libraries, these also in a folder {@code lib} in it.
 *
 * <p>Until {@link #load()} everything is read from module descriptors, lists of services and
 * manifests: no code of the plugin has run, none of its classes is loaded.
 *
 * <p>If a jar is an explicit module and provides a plugin, all jars are modules of a layer over
 * that of Aulos, those without descriptor automatic ones. Otherwise they share a class loader. In
 * both cases what is a module of Aulos is taken from there, and everything else from the bundle.
 */
public final class PluginBundle {
  /** The version of what tells none. */
  static final String UNVERSIONED = "development";

  private static final String LIBRARIES = "lib";

  private final Path path;
  private final List<PluginJar> jars;
  private final List<PluginJar> offering;
  private final @Nullable ModuleGraph graph;
  private volatile @Nullable String digest;

  private PluginBundle(
      Path path, List<PluginJar> jars, List<PluginJar> offering, @Nullable ModuleGraph graph) {
    this.path = path;
    this.jars = jars;
    this.offering = offering;
    this.graph = graph;
  }

  /**
   * Reads what a jar or folder says of itself, and runs nothing in it.
   *
   * @throws PluginException if there is no plugin in it, or none that could be loaded: it holds
   *     something that is no jar, was compiled against another version of the API, lacks a module,
   *     or has a package in two modules
   */
  public static PluginBundle read(Path path) {
    List<PluginJar> jars = code(path).stream().map(PluginJar::read).toList();
    boolean modular = jars.stream().anyMatch(jar -> !jar.provided().isEmpty());
    List<PluginJar> offering =
        jars.stream()
            .filter(jar -> !(modular ? jar.provided() : jar.services()).isEmpty())
            .filter(jar -> !HostModules.has(jar.name()))
            .toList();
    if (offering.isEmpty()) {
      throw new PluginException(nothing(path, jars));
    }
    offering.forEach(PluginBundle::checkApi);
    ModuleGraph graph =
        modular
            ? HostModules.layer().map(host -> ModuleGraph.of(path, jars, host)).orElse(null)
            : null;
    return new PluginBundle(path, jars, offering, graph);
  }

  private static List<Path> code(Path path) {
    if (Files.isRegularFile(path) || PluginJar.isCode(path)) {
      return List.of(path);
    }
    List<Path> jars = new ArrayList<>(jars(path));
    if (Files.isDirectory(path.resolve(LIBRARIES))) {
      jars.addAll(jars(path.resolve(LIBRARIES)));
    }
    return jars;
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(PluginJar::isJar).sorted().toList();
    } catch (IOException e) {
      throw new PluginException("it cannot be read: " + e + "; look at its permissions", e);
    }
  }

  /** Why there is no plugin, in the words of the likeliest reason. */
  private static String nothing(Path path, List<PluginJar> jars) {
    if (jars.isEmpty()) {
      return "there is no jar in it; put that of a plugin there, or remove the folder";
    }
    Optional<PluginJar> own = jars.stream().filter(jar -> HostModules.has(jar.name())).findFirst();
    if (own.isPresent() && !own.get().providers().isEmpty()) {
      return "%s is the module %s, which Aulos has already; remove it"
          .formatted(own.get().path().getFileName(), own.get().name());
    }
    String expectation =
        "there is no plugin in it: expected 'provides %s with …' in a module descriptor, or META-INF/services/%s"
            .formatted(Plugin.class.getName(), Plugin.class.getName());
    return Files.isDirectory(path)
        ? expectation + "; put the jar of a plugin there, or remove the folder"
        : expectation
            + "; if it is a library of a plugin, put both into a folder of their own, else remove it";
  }

  private static void checkApi(PluginJar jar) {
    String compiled = jar.apiVersion().orElse("");
    if (!ApiVersion.compatible(compiled, ApiVersion.current())) {
      throw new PluginException(
          "%s was compiled against version %s of the API, but this Aulos has %s; take a build for %s, or run it with an Aulos that has %s"
              .formatted(
                  jar.name(), compiled, ApiVersion.current(), ApiVersion.current(), compiled));
    }
  }

  /** The jar or folder. */
  public Path path() {
    return path;
  }

  /** Names of the modules that offer plugins; of a jar that is no module, the name of the file. */
  public List<String> names() {
    return offering.stream().map(PluginJar::name).toList();
  }

  /** Whether its jars are modules of a layer; otherwise they share a class loader. */
  public boolean modular() {
    return graph != null;
  }

  /** The version that its jar tells; {@code development} if it tells none. */
  public String version() {
    return offering.get(0).version().orElse(UNVERSIONED);
  }

  /**
   * The version of {@code org.aulos.api} that it was compiled against, as its module descriptor
   * records it, or else the attribute {@code Aulos-Api-Version} of its manifest; empty if neither
   * tells.
   */
  public Optional<String> apiVersion() {
    return offering.get(0).apiVersion();
  }

  /** Names of the classes that are plugins. */
  public List<String> classes() {
    return offering.stream()
        .flatMap(jar -> (modular() ? jar.provided() : jar.providers()).stream())
        .toList();
  }

  /** Jars in it that are not used, since Aulos has a module of that name. */
  public List<Path> replaced() {
    return graph == null ? List.of() : graph.replaced();
  }

  /** SHA-256 over its code, that of its private libraries included; read once. */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = digestOfCode();
      digest = known;
    }
    return known;
  }

  private String digestOfCode() {
    StringBuilder digests = new StringBuilder();
    try {
      for (PluginJar jar : jars) {
        digests.append(jar.path().getFileName()).append(Digests.sha256OfTree(jar.path()));
      }
    } catch (IOException e) {
      throw new PluginException("cannot read the code in " + path + ": " + e, e);
    }
    return Digests.sha256(digests.toString());
  }

  /**
   * Runs its code: makes the plugins and asks them for their components.
   *
   * @throws PluginException if one cannot be made, fails, or has a component whose options cannot
   *     be written in a configuration; the message says which and why
   */
  public List<LoadedPlugin> load() {
    List<Plugin> plugins = graph == null ? onClassPath() : inLayer(graph);
    return plugins.stream().map(plugin -> LoadedPlugin.of(plugin, this)).toList();
  }

  private static List<Plugin> inLayer(ModuleGraph graph) {
    ModuleLayer host = HostModules.layer().orElseThrow();
    ModuleLayer layer =
        ForeignCode.call(
            HostModules.loader(),
            "the layer of its modules",
            () ->
                ModuleLayer.defineModulesWithOneLoader(
                        graph.configuration(), List.of(host), HostModules.loader())
                    .layer());
    ClassLoader loader = layer.findLoader(layer.modules().iterator().next().getName());
    List<ServiceLoader.Provider<Plugin>> providers =
        ForeignCode.call(
            loader,
            "the list of its plugins",
            () ->
                ServiceLoader.load(layer, Plugin.class).stream()
                    .filter(provider -> provider.type().getModule().getLayer() == layer)
                    .toList());
    return providers.stream().map(provider -> make(provider, loader)).toList();
  }

  private static Plugin make(ServiceLoader.Provider<Plugin> provider, ClassLoader loader) {
    return ForeignCode.call(loader, "the constructor of " + provider.type().getName(), provider);
  }

  private List<Plugin> onClassPath() {
    List<Path> paths = jars.stream().map(PluginJar::path).toList();
    // Never closed: the plugin loads classes as long as it is used, which nobody ends.
    ClassLoader loader =
        new PluginClassLoader(String.valueOf(path.getFileName()), paths, HostModules.loader());
    return classes().stream()
        .map(
            name ->
                ForeignCode.call(loader, "the constructor of " + name, () -> make(name, loader)))
        .toList();
  }

  private static Plugin make(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      return Plugin.class.cast(type.getConstructor().newInstance());
    } catch (InvocationTargetException e) {
      throw new CompletionException(e.getCause());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new PluginException(
          "META-INF/services names %s, which is no public class that implements %s and has a public constructor without arguments: %s; mend the file or the class"
              .formatted(name, Plugin.class.getName(), e),
          e);
    }
  }
}
