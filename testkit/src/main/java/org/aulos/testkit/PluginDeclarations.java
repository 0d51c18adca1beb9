package org.aulos.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import org.aulos.api.spi.Plugin;

/** Whether a plugin is declared where it is looked for. */
final class PluginDeclarations {
  private static final String SERVICE = Plugin.class.getName();

  private PluginDeclarations() {}

  static void checkModule(String provider, Optional<ModuleDescriptor> module) {
    ModuleDescriptor descriptor =
        module
            .filter(found -> !found.isAutomatic())
            .orElseThrow(
                () ->
                    new AssertionError(
                        "a plugin must be a module, but there is no module-info.class beside "
                            + provider));
    boolean provided =
        descriptor.provides().stream()
            .anyMatch(
                provides ->
                    provides.service().equals(SERVICE) && provides.providers().contains(provider));
    if (!provided) {
      throw new AssertionError(
          "a plugin must be provided by its module, but module %s does not say 'provides %s with %s;'"
              .formatted(descriptor.name(), SERVICE, provider));
    }
  }

  static void checkServices(Class<?> provider) {
    String file = "META-INF/services/" + SERVICE;
    try {
      for (URL url : Collections.list(provider.getClassLoader().getResources(file))) {
        if (names(url, provider.getName())) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError(
        "a plugin must be found on a class path too, but there is no line '%s' in %s"
            .formatted(provider.getName(), file));
  }

  private static boolean names(URL services, String provider) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(services.openStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .anyMatch(provider::equals);
    }
  }
}
