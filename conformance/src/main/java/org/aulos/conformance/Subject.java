package org.aulos.conformance;

import java.util.Objects;
import java.util.function.Supplier;
import org.aulos.api.FeatureFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is held to its contract at the moment. Static, since JUnit makes the classes of tests and
 * gives them nothing.
 */
final class Subject {
  private static final String NONE = "no subject";

  private static @Nullable Supplier<?> maker;
  private static @Nullable Supplier<FeatureFormat> features;
  private static @Nullable Object made;

  private Subject() {}

  /**
   * Takes another subject, which is not made before it is asked for.
   *
   * @param subject makes it
   * @param format the features that it is made for, if it is an encoder of features
   */
  static void put(Supplier<?> subject, Supplier<FeatureFormat> format) {
    maker = subject;
    features = format;
    made = null;
  }

  /** The features that it is made for. */
  static FeatureFormat features() {
    return Objects.requireNonNull(features, NONE).get();
  }

  /** A new one, of the same options. */
  static Object make() {
    return Objects.requireNonNull(maker, NONE).get();
  }

  /** One for all that does not need a new one: weights are read once. */
  static Object made() {
    Object first = made;
    if (first == null) {
      first = make();
      made = first;
    }
    return first;
  }
}
