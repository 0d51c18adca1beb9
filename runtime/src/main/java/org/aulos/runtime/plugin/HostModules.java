package org.aulos.runtime.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ResolvedModule;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.api.spi.Plugin;

/** The modules of Aulos itself, over which plugins are laid. */
final class HostModules {
  static final String API = "org.aulos.api";

  private static final String SERVICES = "META-INF/services/" + Plugin.class.getName();
  private static final Set<String> PACKAGES = packages();

  private HostModules() {}

  /** The layer of Aulos; empty if it runs on a class path. */
  static Optional<ModuleLayer> layer() {
    return Optional.ofNullable(HostModules.class.getModule().getLayer());
  }

  static ClassLoader loader() {
    return HostModules.class.getClassLoader();
  }

  /** Whether Aulos, or the JDK, has a module of this name. */
  static boolean has(String module) {
    return layer().flatMap(layer -> layer.findModule(module)).isPresent();
  }

  /** Whether a package belongs to a module of Aulos, or on a class path to its API. */
  static boolean owns(String packageName) {
    return PACKAGES.contains(packageName)
        || packageName.startsWith(API)
        || packageName.startsWith("ai.djl");
  }

  private static Set<String> packages() {
    return layer().stream()
        .flatMap(HostModules::withParents)
        .flatMap(layer -> layer.modules().stream())
        .flatMap(module -> module.getPackages().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<ModuleLayer> withParents(ModuleLayer layer) {
    return Stream.concat(
        Stream.of(layer), layer.parents().stream().flatMap(HostModules::withParents));
  }

  /** The jars of Aulos that offer plugins, on its module path and its class path. */
  static List<PluginJar> plugins() {
    Set<Path> places = new LinkedHashSet<>();
    layer().map(ModuleLayer::configuration).stream()
        .flatMap(HostModules::providing)
        .forEach(places::add);
    places.addAll(onClassPath());
    return places.stream().map(PluginJar::read).toList();
  }

  private static Stream<Path> providing(Configuration configuration) {
    return configuration.modules().stream()
        .map(ResolvedModule::reference)
        .filter(
            module ->
                module.descriptor().provides().stream()
                    .anyMatch(provides -> provides.service().equals(Plugin.class.getName())))
        .flatMap(module -> module.location().stream())
        .map(Path::of)
        .sorted();
  }

  private static List<Path> onClassPath() {
    List<Path> places = new ArrayList<>();
    try {
      for (URL url : Collections.list(loader().getResources(SERVICES))) {
        places.add(place(url));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path", e);
    }
    return places;
  }

  /** The jar or folder that a list of services lies in. */
  private static Path place(URL services) throws IOException {
    if (services.openConnection() instanceof JarURLConnection jar) {
      return Path.of(URI.create(jar.getJarFileURL().toString()));
    }
    Path file = Path.of(URI.create(services.toString()));
    return file.resolve(Path.of("..", "..", "..")).normalize();
  }
}
