package org.aulos.api.spi;

import java.util.List;
import java.util.Optional;
import org.aulos.api.Dataset;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureExtractor;
import org.aulos.api.Generator;
import org.aulos.api.Metric;
import org.aulos.api.Trainer;

/**
 * What a component is for. New roles may be added; code that handles roles must not assume that it
 * knows all of them.
 *
 * @param <R> the contract that components of this role fulfil
 */
public final class Role<R> {
  /** Waveforms to features. */
  public static final Role<FeatureExtractor> EXTRACTOR =
      new Role<>("extractor", FeatureExtractor.class);

  /** Clips, texts or tags to vectors. */
  public static final Role<Encoder<?>> ENCODER = new Role<>("encoder", Encoder.class);

  /** Prompts to audio. */
  public static final Role<Generator> GENERATOR = new Role<>("generator", Generator.class);

  /** Evidence to scores. */
  public static final Role<Metric<?>> METRIC = new Role<>("metric", Metric.class);

  /** Examples to checkpoints. */
  public static final Role<Trainer> TRAINER = new Role<>("trainer", Trainer.class);

  /** Examples. */
  public static final Role<Dataset> DATASET = new Role<>("dataset", Dataset.class);

  private static final List<Role<?>> VALUES =
      List.of(EXTRACTOR, ENCODER, GENERATOR, METRIC, TRAINER, DATASET);

  private final String name;
  private final Class<?> type;

  private Role(String name, Class<?> type) {
    this.name = name;
    this.type = type;
  }

  /** All roles that this version of the API knows. */
  public static List<Role<?>> values() {
    return VALUES;
  }

  /** The role of the given name, singular or plural. */
  public static Optional<Role<?>> named(String name) {
    for (Role<?> role : VALUES) {
      if (role.name.equals(name) || role.plural().equals(name)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Its name in configuration files, singular: {@code encoder}. */
  public String name() {
    return name;
  }

  /** Its name for many: {@code encoders}. */
  public String plural() {
    return name + "s";
  }

  /**
   * The component as this role's contract.
   *
   * @throws ClassCastException if it does not fulfil it
   */
  @SuppressWarnings("unchecked") // R is the (possibly parameterised) type whose class is `type`
  public R cast(Object component) {
    return (R) type.cast(component);
  }

  @Override
  public String toString() {
    return name;
  }
}
