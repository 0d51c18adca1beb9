package org.aulos.runtime.plugin;

import java.util.List;
import org.aulos.api.spi.Plugin;

/**
 * Holds a plugin to the contracts of what it offers. Found by {@link java.util.ServiceLoader}, for
 * it needs a test framework, which is loaded only where plugins are tested.
 */
public interface PluginCheck {
  /** What became of every promise of the plugin, and of each component in turn. */
  List<Verdict> check(Plugin plugin);

  /**
   * What became of a promise.
   *
   * @param subject whose promise: {@code plugin acme}, {@code encoder:acme-pitch}
   * @param promise what was promised, in words
   * @param outcome what became of it
   * @param message why, unless it was kept; empty if it was
   */
  record Verdict(String subject, String promise, Outcome outcome, String message) {}

  /** What can become of a promise. */
  enum Outcome {
    /** It was kept. */
    KEPT,
    /** It was broken. */
    BROKEN,
    /** It could not be looked at, and the message says why. */
    NOT_CHECKED
  }
}
