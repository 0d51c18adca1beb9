package org.aulos.testkit;

import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Finds the module that a class belongs to, or would belong to if it were on the module path. */
final class ModuleOf {
  private ModuleOf() {}

  /** Descriptor of the module of a class; empty if its folder has none. */
  static Optional<ModuleDescriptor> descriptor(Class<?> type) {
    if (type.getModule().isNamed()) {
      return Optional.of(type.getModule().getDescriptor());
    }
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null
        ? Optional.empty()
        : descriptor(Path.of(URI.create(source.getLocation().toString())), type.getPackageName());
  }

  private static Optional<ModuleDescriptor> descriptor(Path location, String packageName) {
    try {
      return ModuleFinder.of(location).findAll().stream()
          .map(ModuleReference::descriptor)
          .filter(module -> module.packages().contains(packageName))
          .findFirst();
    } catch (FindException e) {
      // A jar whose name makes no module name is no module.
      return Optional.empty();
    }
  }
}
