package org.aulos.api.spi;

import java.lang.reflect.Modifier;
import java.util.regex.Pattern;
import org.aulos.api.Dataset;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.Generator;
import org.aulos.api.Metric;
import org.aulos.api.Trainer;

/**
 * A named factory: what a plugin offers.
 *
 * <p>The options record is the whole schema of the component: its components give the names (in
 * configuration files {@code sampleRate} is written {@code sample-rate}), types and documentation
 * ({@link Describe}), {@code defaults} the default values, and its constructor the validation. It
 * is a public record in an exported package. Its components are of types {@code int}, {@code long},
 * {@code double}, {@code boolean}, {@link String}, {@link java.nio.file.Path}, an enum, a {@link
 * java.util.List} of these, or a record of the same kind.
 *
 * @param role what it is for
 * @param name its name in configuration files: lower-case words joined by hyphens
 * @param defaults options that work without any being given
 * @param factory makes one from options and resources
 * @param <R> the contract it fulfils
 * @param <O> its options
 */
public record Component<R, O extends Record>(
    Role<R> role, String name, O defaults, Factory<R, O> factory) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * A component.
   *
   * @throws IllegalArgumentException if the name is not lower-case words joined by hyphens, or the
   *     options record is not public
   */
  public Component {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a name of lower-case words joined by hyphens, as in log-mel, but was '"
              + name
              + "'");
    }
    if (!Modifier.isPublic(defaults.getClass().getModifiers())) {
      throw new IllegalArgumentException(
          "the options of '"
              + name
              + "' must be a public record but "
              + defaults.getClass().getName()
              + " is not");
    }
  }

  /**
   * Makes a component.
   *
   * @param <R> what it makes
   * @param <O> from which options
   */
  @FunctionalInterface
  public interface Factory<R, O extends Record> {
    /**
     * A new component.
     *
     * @param options validated by their own constructor
     * @param resources device, files and other components
     * @throws org.aulos.api.AulosException if the options and the resources do not go together
     */
    R create(O options, Resources resources);
  }

  /** A feature extractor. */
  public static <O extends Record> Component<FeatureExtractor, O> extractor(
      String name, O defaults, Factory<FeatureExtractor, O> factory) {
    return new Component<>(Role.EXTRACTOR, name, defaults, factory);
  }

  /** An encoder. */
  public static <O extends Record> Component<Encoder<?>, O> encoder(
      String name, O defaults, Factory<Encoder<?>, O> factory) {
    return new Component<>(Role.ENCODER, name, defaults, factory);
  }

  /** A generator. */
  public static <O extends Record> Component<Generator, O> generator(
      String name, O defaults, Factory<Generator, O> factory) {
    return new Component<>(Role.GENERATOR, name, defaults, factory);
  }

  /** A metric. */
  public static <O extends Record> Component<Metric<?>, O> metric(
      String name, O defaults, Factory<Metric<?>, O> factory) {
    return new Component<>(Role.METRIC, name, defaults, factory);
  }

  /** A trainer. */
  public static <O extends Record> Component<Trainer, O> trainer(
      String name, O defaults, Factory<Trainer, O> factory) {
    return new Component<>(Role.TRAINER, name, defaults, factory);
  }

  /** A data set. */
  public static <O extends Record> Component<Dataset, O> dataset(
      String name, O defaults, Factory<Dataset, O> factory) {
    return new Component<>(Role.DATASET, name, defaults, factory);
  }

  /** Role and name, as in {@code encoder:statistics}. */
  public String key() {
    return role.name() + ":" + name;
  }

  /**
   * Makes one.
   *
   * @param options of this component's options type
   * @throws IllegalArgumentException if the options are of another type
   */
  public R create(Record options, Resources resources) {
    if (!defaults.getClass().isInstance(options)) {
      throw new IllegalArgumentException(
          "expected options of "
              + defaults.getClass().getName()
              + " but were "
              + options.getClass().getName());
    }
    @SuppressWarnings("unchecked") // the class of the defaults is O
    O own = (O) options;
    return factory.create(own, resources);
  }
}
