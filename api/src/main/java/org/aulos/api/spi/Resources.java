package org.aulos.api.spi;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Optional;
import org.aulos.api.Dataset;
import org.aulos.api.FeatureFormat;
import org.aulos.api.OptionsException;

/** What the runtime lends to a component while it is made. */
public interface Resources {
  /** The device on which the component's batches lie. */
  Device device();

  /**
   * A manager for what lives as long as the component: its weights. It closes with the run. Attach
   * to it while the component is made and not later: what is made while a batch is processed is
   * freed with the batch.
   */
  NDManager manager();

  /** Seed of the run; a component that is random derives all its seeds from it. */
  long seed();

  /**
   * The features that reach the component, if it stands behind an extractor. An encoder of features
   * checks here that they suit it.
   */
  Optional<FeatureFormat> features();

  /**
   * The folder that relative paths are resolved against, for programs that run there. What decides
   * a result is opened through {@link #file}. By default the folder in which Java runs.
   */
  default Path folder() {
    return Path.of("").toAbsolutePath();
  }

  /**
   * The real place of a file or folder that an option names: relative paths are resolved against
   * the place that the option came from. The content of a file becomes part of cache keys and
   * provenance, so weights are opened through this method only.
   *
   * @throws org.aulos.api.AulosException if there is no such file; the message names the path in
   *     full
   */
  Path file(Path path);

  /**
   * The real place of an installed model: a file or folder that {@code aulos models} keeps under
   * this name. Its content becomes part of cache keys and provenance, as that of {@link #file}.
   *
   * @throws org.aulos.api.AulosException if it is not installed; the message says how to install it
   */
  Path model(String name);

  /**
   * Notes an engine that the component computes with, beside that of {@link #manager()}. Its
   * version becomes part of cache keys, since the last digits of a vector differ from one to the
   * next.
   *
   * @param name as in {@code TensorFlow}
   * @param version as the engine states it
   */
  default void usesEngine(String name, String version) {}

  /** A folder for what can be made again; survives the run. */
  Path cache();

  /**
   * A component with its default options, made with the same resources: how a plugin uses another
   * plugin that it names.
   *
   * @throws org.aulos.api.PluginException if there is none; the message lists those there are
   */
  <R> R component(Role<R> role, String name);

  /**
   * Another data set of the same configuration, by the name that it has there: how a data set is
   * made from others.
   *
   * @throws OptionsException if there is none; the message lists those there are
   */
  default Dataset dataset(String name) {
    throw new OptionsException(
        "no data set can be named here, such as '"
            + name
            + "'; list it below 'datasets' of a benchmark");
  }
}
