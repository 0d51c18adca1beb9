package org.aulos.api.spi;

import java.util.List;

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

  /** What it offers; role and name of each are unique among the plugins of a run. */
  List<Component<?, ?>> components();
}
