package org.aulos.testkit;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.api.FeatureFormat;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Resources;
import org.aulos.api.spi.Role;
import org.jspecify.annotations.Nullable;

/**
 * {@link Resources} for tests: what the runtime would lend, stated by hand. Immutable but for what
 * is made with it.
 *
 * <pre>{@code
 * var resources = TestResources.of(manager, folder).withFeatures(new FeatureFormat(100, 64));
 * }</pre>
 */
public final class TestResources implements Resources {
  private final NDManager manager;
  private final Path folder;
  private final long seed;
  private final @Nullable FeatureFormat features;
  private final Map<String, Object> components;

  private TestResources(
      NDManager manager,
      Path folder,
      long seed,
      @Nullable FeatureFormat features,
      Map<String, Object> components) {
    this.manager = manager;
    this.folder = folder;
    this.seed = seed;
    this.features = features;
    this.components = Map.copyOf(components);
  }

  /**
   * Resources with seed 0 and neither features nor other components.
   *
   * @param manager owner of weights; its device, the CPU by custom, is that of the component
   * @param folder against which files are resolved, and in which the cache lies: a temporary folder
   *     of the test
   */
  public static TestResources of(NDManager manager, Path folder) {
    return new TestResources(manager, folder, 0, null, Map.of());
  }

  /** These resources with another seed. */
  public TestResources withSeed(long seed) {
    return new TestResources(manager, folder, seed, features, components);
  }

  /** These resources for a component behind an extractor of the given features. */
  public TestResources withFeatures(FeatureFormat features) {
    return new TestResources(manager, folder, seed, features, components);
  }

  /** These resources with one more component that can be asked for. */
  public <R> TestResources withComponent(Role<R> role, String name, R component) {
    Map<String, Object> more = new HashMap<>(components);
    more.put(key(role, name), component);
    return new TestResources(manager, folder, seed, features, more);
  }

  @Override
  public Device device() {
    return manager.getDevice();
  }

  @Override
  public NDManager manager() {
    return manager;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public Optional<FeatureFormat> features() {
    return Optional.ofNullable(features);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path file(Path path) {
    Path resolved = folder.resolve(path).toAbsolutePath();
    if (!Files.exists(resolved)) {
      throw new AulosException("there is no file " + resolved);
    }
    return resolved;
  }

  /** The file or folder {@code models/NAME}. */
  @Override
  public Path model(String name) {
    return file(Path.of("models", name));
  }

  @Override
  public Path cache() {
    try {
      return Files.createDirectories(folder.resolve("cache"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <R> R component(Role<R> role, String name) {
    Object component = components.get(key(role, name));
    if (component == null) {
      throw new PluginException(
          "no %s named '%s'; available: %s"
              .formatted(role, name, components.keySet().stream().sorted().toList()));
    }
    return role.cast(component);
  }

  private static String key(Role<?> role, String name) {
    return role.name() + ":" + name;
  }
}
