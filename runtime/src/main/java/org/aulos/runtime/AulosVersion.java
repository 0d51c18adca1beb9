package org.aulos.runtime;

import java.util.Optional;

/** The version of Aulos that is running. */
public final class AulosVersion {
  private AulosVersion() {}

  /**
   * The version of the runtime, as in {@code 0.1.0}; {@code development} if it does not run from a
   * jar.
   */
  public static String current() {
    return of(AulosVersion.class);
  }

  /** The version of the jar that a class came from; {@code development} if it has none. */
  public static String of(Class<?> type) {
    return Optional.ofNullable(type.getPackage().getImplementationVersion())
        .or(
            () ->
                Optional.ofNullable(type.getModule().getDescriptor()).flatMap(d -> d.rawVersion()))
        .orElse("development");
  }
}
