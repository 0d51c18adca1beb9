package org.aulos.runtime.pipeline;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.aulos.api.AulosException;
import org.aulos.api.Dataset;
import org.aulos.api.FeatureFormat;
import org.aulos.api.OptionsException;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Component;
import org.aulos.api.spi.Resources;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.Digests;
import org.aulos.runtime.Places;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.config.ComponentBinder.Chosen;
import org.aulos.runtime.plugin.ForeignCode;
import org.jspecify.annotations.Nullable;

/** Makes components and lends them what they need. */
@Singleton
public final class ComponentFactory {
  /** Name of the seed among the inputs. */
  private static final String SEED = "seed";

  /** What stands before the name of a file among the inputs. */
  static final String FILE_INPUT = "file ";

  private final Catalog catalog;
  private final TensorRuntime tensors;
  private final RunSettings settings;
  private final Places places;

  /** A factory for the components of {@code catalog}. */
  @Inject
  public ComponentFactory(
      Catalog catalog, TensorRuntime tensors, RunSettings settings, Places places) {
    this.catalog = catalog;
    this.tensors = tensors;
    this.settings = settings;
    this.places = places;
  }

  /** A factory that lends another seed and is like this one in all else. */
  public ComponentFactory withSeed(long seed) {
    return new ComponentFactory(catalog, tensors, settings.withSeed(seed), places);
  }

  /**
   * A component and what it was lent that its options do not say.
   *
   * @param component the component
   * @param inputs the digest of each file that it opened, by name (several digests, in the order of
   *     opening, where files of one name differ); the seed and the components that it asked for
   * @param engines the engines of its own, with their versions
   * @param <R> its contract
   */
  public record Made<R>(R component, Map<String, String> inputs, Map<String, String> engines) {
    /** Whether it asked for the seed. */
    public boolean random() {
      return inputs.containsKey(SEED);
    }
  }

  /**
   * Makes the chosen component.
   *
   * @param role its role
   * @param chosen which one, with which options
   * @param folder what its relative paths are relative to
   * @param features the features that reach it, if any
   * @throws AulosException if its options and resources do not go together; the message says where
   *     it was chosen
   */
  public <R> Made<R> make(
      Role<R> role, Chosen chosen, Path folder, @Nullable FeatureFormat features) {
    return make(role, chosen, new Lent(role, folder, features));
  }

  /**
   * Makes a data set that may be made from others.
   *
   * @param chosen which one, with which options
   * @param folder what its relative paths are relative to
   * @param others the other data sets of the configuration, by name
   * @throws AulosException if its options and resources do not go together; the message says where
   *     it was chosen
   */
  public Dataset dataset(Chosen chosen, Path folder, Function<String, Dataset> others) {
    Lent lent =
        new Lent(Role.DATASET, folder, null) {
          @Override
          public Dataset dataset(String name) {
            return others.apply(name);
          }
        };
    return make(Role.DATASET, chosen, lent).component();
  }

  private <R> Made<R> make(Role<R> role, Chosen chosen, Lent lent) {
    try {
      R component = role.cast(create(chosen.entry(), chosen.options(), lent));
      return new Made<>(component, Map.copyOf(lent.inputs), new TreeMap<>(lent.engines));
    } catch (LinkageError e) {
      // A plugin that does not fit this Aulos, or misses a library, shows it here at the latest.
      throw new PluginException(
          at(chosen, e) + "; take another build of plugin " + chosen.entry().origin(), e);
    } catch (OptionsException | IllegalArgumentException e) {
      throw new OptionsException(at(chosen, e), e);
    } catch (PluginException e) {
      throw new PluginException(at(chosen, e), e);
    } catch (AulosException e) {
      throw new AulosException(at(chosen, e), e);
    }
  }

  private static Object create(Catalog.Entry entry, Record options, Resources lent) {
    return ForeignCode.within(
        entry.plugin().getClass().getClassLoader(), () -> entry.component().create(options, lent));
  }

  private static String at(Chosen chosen, Throwable failure) {
    String said =
        failure instanceof LinkageError ? failure.toString() : String.valueOf(failure.getMessage());
    return chosen.origin() + ": " + chosen.key() + ": " + said;
  }

  /** What computes: the engine, its version and the kind of device. */
  String machinery() {
    return tensors.engines() + " " + tensors.device().getDeviceType();
  }

  /** What one component is lent. */
  private class Lent implements Resources {
    private final Role<?> role;
    private final Path folder;
    private final @Nullable FeatureFormat features;
    private final Map<String, String> inputs = new ConcurrentSkipListMap<>();
    private final Map<String, String> engines = new ConcurrentSkipListMap<>();

    Lent(Role<?> role, Path folder, @Nullable FeatureFormat features) {
      this.role = role;
      this.folder = folder;
      this.features = features;
    }

    @Override
    public Device device() {
      return tensors.device();
    }

    @Override
    public NDManager manager() {
      return tensors.manager();
    }

    @Override
    public long seed() {
      inputs.put(SEED, String.valueOf(settings.seed()));
      return settings.seed();
    }

    @Override
    public Optional<FeatureFormat> features() {
      return Optional.ofNullable(features);
    }

    @Override
    public Path folder() {
      return folder.toAbsolutePath().normalize();
    }

    @Override
    public Path file(Path path) {
      Path file = folder.resolve(path).normalize();
      if (!Files.exists(file)) {
        throw new AulosException("there is no file or folder " + file.toAbsolutePath());
      }
      // What a data set holds is known by the digests of its clips.
      if (role != Role.DATASET) {
        keep(FILE_INPUT, file);
      }
      return file;
    }

    @Override
    public Path model(String name) {
      Path model = places.models().resolve(name).normalize();
      if (!model.startsWith(places.models()) || !Files.exists(model)) {
        throw new AulosException(
            "the model '%s' is not installed in %s; run: aulos models pull %s"
                .formatted(name, places.models().toAbsolutePath(), name));
      }
      keep("model ", model);
      return model;
    }

    private void keep(String kind, Path file) {
      try {
        keep(kind + file.getFileName(), Digests.sha256OfTree(file));
      } catch (IOException e) {
        throw new AulosException("cannot read " + file.toAbsolutePath() + ": " + e, e);
      }
    }

    /** Files of one name in different folders are told apart by their content alone. */
    private void keep(String name, String digest) {
      inputs.merge(name, digest, (kept, own) -> kept.contains(own) ? kept : kept + "+" + own);
    }

    @Override
    public void usesEngine(String name, String version) {
      engines.put(name, version);
    }

    @Override
    public Path cache() {
      return places.cache();
    }

    @Override
    public <T> T component(Role<T> role, String name) {
      Catalog.Entry entry = catalog.require(role, name);
      Component<?, ?> other = entry.component();
      inputs.put(other.key(), entry.source().codeDigest());
      return role.cast(create(entry, other.defaults(), this));
    }
  }
}
