package org.aulos.runtime.dataset;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.aulos.api.AulosException;
import org.aulos.api.Dataset;
import org.aulos.api.FeatureFormat;
import org.aulos.api.spi.Resources;
import org.aulos.api.spi.Role;

/** Resources of a data set: files below a folder, and other data sets. */
record FolderResources(Path folder, Function<String, Dataset> datasets) implements Resources {
  FolderResources(Path folder) {
    this(
        folder,
        name -> {
          throw new AssertionError("asked for the data set " + name);
        });
  }

  FolderResources with(Function<String, Dataset> datasets) {
    return new FolderResources(folder, datasets);
  }

  @Override
  public Dataset dataset(String name) {
    return datasets.apply(name);
  }

  @Override
  public Device device() {
    return Device.cpu();
  }

  @Override
  public NDManager manager() {
    throw new UnsupportedOperationException("a data set has no weights");
  }

  @Override
  public long seed() {
    return 0;
  }

  @Override
  public Optional<FeatureFormat> features() {
    return Optional.empty();
  }

  @Override
  public Path file(Path path) {
    Path full = folder.resolve(path);
    if (!Files.exists(full)) {
      throw new AulosException("no such file: " + full);
    }
    return full;
  }

  @Override
  public Path model(String name) {
    throw new UnsupportedOperationException("a data set has no model");
  }

  @Override
  public Path cache() {
    return folder;
  }

  @Override
  public <R> R component(Role<R> role, String name) {
    throw new UnsupportedOperationException("a data set uses no component");
  }
}
