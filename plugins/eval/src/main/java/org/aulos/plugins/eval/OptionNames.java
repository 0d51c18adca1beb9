package org.aulos.plugins.eval;

import java.util.Locale;

/** Names of options as configuration files write them. */
final class OptionNames {
  private OptionNames() {}

  /** A constant as a configuration file writes it: {@code leave-one-fold-out}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
