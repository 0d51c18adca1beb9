package org.aulos.conformance;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.aulos.api.FeatureFormat;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Plugin;
import org.aulos.api.spi.Role;
import org.aulos.testkit.TestResources;

/** Makes components with their default options, in a folder that is deleted afterwards. */
final class Workshop implements AutoCloseable {
  /** What encoders of features are tried with if their plugin has no extractor. */
  private static final FeatureFormat USUAL = new FeatureFormat(100, 64);

  private final Plugin plugin;
  private final NDManager manager = NDManager.newBaseManager();
  private final Path folder;

  Workshop(Plugin plugin) {
    this.plugin = plugin;
    try {
      folder = Files.createTempDirectory("aulos-plugin-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A component with its default options. */
  Object make(Component<?, ?> component) {
    TestResources resources = TestResources.of(manager, folder);
    return component.create(
        component.defaults(),
        component.role() == Role.ENCODER ? resources.withFeatures(features()) : resources);
  }

  /** The features that an encoder of the plugin is most likely made for: of its own extractor. */
  FeatureFormat features() {
    return plugin.components().stream()
        .filter(component -> component.role() == Role.EXTRACTOR)
        .findFirst()
        .map(extractor -> Role.EXTRACTOR.cast(make(extractor)).featureFormat())
        .orElse(USUAL);
  }

  @Override
  public void close() {
    manager.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
