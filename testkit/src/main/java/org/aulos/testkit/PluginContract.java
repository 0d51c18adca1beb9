package org.aulos.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Plugin} promises: that it is found, that its components can be told apart, and
 * that their options can be written in configuration files.
 */
public interface PluginContract {
  /** The plugin under test. */
  Plugin plugin();

  /** The name can be written in configuration files. */
  @Test
  default void hasAWellFormedName() {
    String name = plugin().name();
    if (!Pattern.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*", name)) {
      throw new AssertionError(
          "the name of a plugin must be lower-case words joined by hyphens, as in my-plugin, but is '%s'"
              .formatted(name));
    }
  }

  /** There is something in it, and each component has a role and name of its own. */
  @Test
  default void namesEachComponentOnce() {
    List<Component<?, ?>> components = plugin().components();
    if (components.isEmpty()) {
      throw new AssertionError("a plugin must offer at least one component, but there is none");
    }
    Set<String> keys = new HashSet<>();
    for (Component<?, ?> component : components) {
      if (!keys.add(component.key())) {
        throw new AssertionError(
            "role and name of a component must be unique, but there are two of '%s'"
                .formatted(component.key()));
      }
    }
  }

  /** The list is the same at each call. */
  @Test
  default void listsTheSameComponentsAgain() {
    Plugin plugin = plugin();
    List<String> first = plugin.components().stream().map(Component::key).toList();
    List<String> second = plugin.components().stream().map(Component::key).toList();
    if (!first.equals(second)) {
      throw new AssertionError(
          "components() must list the same at each call, but was %s and then %s"
              .formatted(first, second));
    }
  }

  /** {@code module-info.java} provides the plugin. */
  @Test
  default void isProvidedByItsModule() {
    PluginDeclarations.checkModule(
        plugin().getClass().getName(), ModuleOf.descriptor(plugin().getClass()));
  }

  /** {@code META-INF/services} names the plugin, for class paths. */
  @Test
  default void isNamedInMetaInfServices() {
    PluginDeclarations.checkServices(plugin().getClass());
  }

  /** The default options of each component keep {@link OptionsContract}. */
  @TestFactory
  default List<DynamicTest> hasOptionsThatKeepTheirContract() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Component<?, ?> component : plugin().components()) {
      Record defaults = component.defaults();
      String key = component.key();
      Class<?> type = defaults.getClass();
      tests.add(dynamicTest(key + " visible", () -> OptionsChecks.visible(type)));
      tests.add(dynamicTest(key + " described", () -> OptionsChecks.described(type)));
      tests.add(dynamicTest(key + " supported", () -> OptionsChecks.supported(type)));
      tests.add(dynamicTest(key + " rebuilt", () -> OptionsChecks.rebuilt(defaults)));
    }
    return tests;
  }
}
