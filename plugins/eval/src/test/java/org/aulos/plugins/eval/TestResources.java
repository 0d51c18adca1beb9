package org.aulos.plugins.eval;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Optional;
import org.aulos.api.FeatureFormat;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Resources;
import org.aulos.api.spi.Role;

/** What a component of this plugin needs of the runtime: the CPU, a seed, perhaps features. */
record TestResources(NDManager manager, Optional<FeatureFormat> features) implements Resources {
  @Override
  public Device device() {
    return Device.cpu();
  }

  @Override
  public long seed() {
    return 42;
  }

  @Override
  public Path file(Path path) {
    return path;
  }

  @Override
  public Path cache() {
    return Path.of("target");
  }

  @Override
  public <R> R component(Role<R> role, String name) {
    throw new PluginException("no " + role + " named '" + name + "'");
  }
}
