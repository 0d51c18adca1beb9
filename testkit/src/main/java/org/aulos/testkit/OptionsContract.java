package org.aulos.testkit;

import org.junit.jupiter.api.Test;

/**
 * What the options of every component promise, so that they can be written in configuration files,
 * described and checked. {@link PluginContract} asks it of all components of a plugin; a test class
 * of its own is for options that are tested before they are offered.
 */
public interface OptionsContract {
  /** The default options. */
  Record defaults();

  /** The record is public, in a package that its module exports. */
  @Test
  default void areAPublicRecordInAnExportedPackage() {
    OptionsChecks.visible(defaults().getClass());
  }

  /** Every option says what it means. */
  @Test
  default void describeThemselves() {
    OptionsChecks.described(defaults().getClass());
  }

  /** Every option is of a type that configuration files can hold. */
  @Test
  default void areOfSupportedTypes() {
    OptionsChecks.supported(defaults().getClass());
  }

  /** The constructor accepts the defaults, value by value. */
  @Test
  default void canBeBuiltAgain() {
    OptionsChecks.rebuilt(defaults());
  }
}
