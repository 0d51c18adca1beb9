package org.aulos.runtime.config;

import java.util.Locale;

/**
 * How Java names are written in configuration files: {@code sampleRate} as {@code sample-rate},
 * {@code SLANEY} as {@code slaney}.
 */
public final class OptionNames {
  private OptionNames() {}

  /** The key of a record component. */
  public static String key(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** The name of an enum constant. */
  public static String constant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
