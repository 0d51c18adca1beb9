package org.aulos.runtime.plugin;

import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.aulos.api.PluginException;
import org.jspecify.annotations.Nullable;

/**
 * The modules of a bundle, resolved over those of Aulos. A module that Aulos has too is taken from
 * there: two of one name cannot be read together.
 *
 * @param configuration the modules of the bundle
 * @param replaced jars that are left aside because Aulos has their module
 */
record ModuleGraph(Configuration configuration, List<Path> replaced) {
  /**
   * Resolves the modules of a bundle, jars without descriptor as automatic ones.
   *
   * @throws PluginException if one is there twice or missing, or two share a package
   */
  static ModuleGraph of(Path bundle, List<PluginJar> jars, ModuleLayer host) {
    Map<String, ModuleReference> own = new LinkedHashMap<>();
    Map<String, Path> places = new LinkedHashMap<>();
    List<Path> replaced = new ArrayList<>();
    for (PluginJar jar : jars) {
      ModuleReference module = reference(jar.path());
      String name = module.descriptor().name();
      if (HostModules.has(name)) {
        replaced.add(jar.path());
        continue;
      }
      if (own.put(name, module) != null) {
        throw new PluginException(
            "%s and %s are both module %s; remove one of them"
                .formatted(fileName(places.get(name)), fileName(jar.path()), name));
      }
      places.put(name, jar.path());
    }
    checkPackages(own, places);
    checkRequirements(bundle, own);
    return new ModuleGraph(resolve(own, places, host), List.copyOf(replaced));
  }

  private static Object fileName(@Nullable Path path) {
    return path == null ? "" : path.getFileName();
  }

  private static ModuleReference reference(Path jar) {
    try {
      return ModuleFinder.of(jar).findAll().iterator().next();
    } catch (FindException e) {
      throw new PluginException(
          "%s can be no module: %s; remove it if Aulos brings what is in it (engines and their natives), or rename it"
              .formatted(jar.getFileName(), ForeignCode.root(e).getMessage()),
          e);
    }
  }

  private static void checkPackages(Map<String, ModuleReference> own, Map<String, Path> places) {
    Map<String, String> owners = new LinkedHashMap<>();
    own.forEach(
        (name, module) -> {
          for (String packageName : module.descriptor().packages()) {
            String other = owners.put(packageName, name);
            if (other != null) {
              throw new PluginException(
                  "package %s is in two modules, %s (%s) and %s (%s); remove one of the jars, or move its classes to a package of their own"
                      .formatted(
                          packageName,
                          other,
                          fileName(places.get(other)),
                          name,
                          fileName(places.get(name))));
            }
          }
        });
  }

  private static void checkRequirements(Path bundle, Map<String, ModuleReference> own) {
    TreeSet<String> missing = new TreeSet<>();
    for (ModuleReference module : own.values()) {
      ModuleDescriptor descriptor = module.descriptor();
      for (Requires requires : descriptor.requires()) {
        String name = requires.name();
        if (!requires.modifiers().contains(Requires.Modifier.STATIC)
            && !own.containsKey(name)
            && !HostModules.has(name)) {
          missing.add("module %s, which %s requires".formatted(name, descriptor.name()));
        }
      }
    }
    if (!missing.isEmpty()) {
      String remedy =
          Files.isDirectory(bundle)
              ? "put its jar into the folder"
              : "put its jar and that of the plugin into a folder of their own";
      throw new PluginException("there is no " + String.join(", no ", missing) + "; " + remedy);
    }
  }

  private static Configuration resolve(
      Map<String, ModuleReference> own, Map<String, Path> places, ModuleLayer host) {
    ModuleFinder finder = ModuleFinder.of(places.values().toArray(Path[]::new));
    try {
      // As the finder that comes after: with it before, a module of Aulos could be there twice.
      return host.configuration().resolveAndBind(ModuleFinder.of(), finder, own.keySet());
    } catch (FindException | ResolutionException e) {
      throw new PluginException(
          "its modules do not go together with those of Aulos: %s; remove the jar that repeats a package, or move its classes to a package of their own"
              .formatted(e.getMessage()),
          e);
    }
  }
}
