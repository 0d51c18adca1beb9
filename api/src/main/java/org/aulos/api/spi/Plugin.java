package org.aulos.api.spi;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stateless list of named factories, found by {@link java.util.ServiceLoader}.
 *
 * <p>A plugin names its provider twice: as {@code provides org.aulos.api.spi.Plugin with …} in
 * {@code module-info.java} and in {@code META-INF/services/org.aulos.api.spi.Plugin}, so that it
 * also works on a class path. Listing components runs no code of theirs.
 */
public interface Plugin {
  /** Its name: lower-case words joined by hyphens, unique among the plugins of a run. */
  String name();

  /**
   * Its version, for the provenance of what is made with it: by default that of its module or, on a
   * class path, of its jar; {@code development} if neither states any.
   */
  default String version() {
    Class<?> type = getClass();
    return Optional.ofNullable(type.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        // On a class path there is no module, but the manifest of the jar.
        .or(() -> Optional.ofNullable(type.getPackage().getImplementationVersion()))
        .orElse("development");
  }

  /** What it offers; role and name of each are unique among the plugins of a run. */
  List<Component<?, ?>> components();

  /**
   * What it finds on this machine, by short names, for {@code aulos doctor}: the version of a
   * native library or a program that it can use or, where that is absent, how to add it. Looked for
   * when the user asks, and not before; never fails.
   */
  default Map<String, String> facts() {
    return Map.of();
  }
}
