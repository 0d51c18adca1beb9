package org.aulos.runtime.generator;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.aulos.api.FeatureFormat;
import org.aulos.api.spi.Resources;
import org.aulos.api.spi.Role;

/** Resources that keep which files were asked for. */
record RecordingResources(Resources resources, List<Path> opened) implements Resources {
  @Override
  public Device device() {
    return resources.device();
  }

  @Override
  public NDManager manager() {
    return resources.manager();
  }

  @Override
  public long seed() {
    return resources.seed();
  }

  @Override
  public Optional<FeatureFormat> features() {
    return resources.features();
  }

  @Override
  public Path folder() {
    return resources.folder();
  }

  @Override
  public Path file(Path path) {
    opened.add(path);
    return resources.file(path);
  }

  @Override
  public Path model(String name) {
    return resources.model(name);
  }

  @Override
  public Path cache() {
    return resources.cache();
  }

  @Override
  public <R> R component(Role<R> role, String name) {
    return resources.component(role, name);
  }
}
