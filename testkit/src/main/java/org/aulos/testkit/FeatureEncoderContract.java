package org.aulos.testkit;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.aulos.api.Encoder;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Encoder} of features promises; a test class names its encoder and the features
 * it was made for.
 */
public interface FeatureEncoderContract extends EncoderContract<FeatureBatch> {
  /** The features that the encoder under test was made for. */
  FeatureFormat featureFormat();

  @Override
  default List<String> examples() {
    return ExampleClips.featureNames();
  }

  @Override
  default FeatureBatch batch(NDManager manager, List<Integer> examples, int padding) {
    return of(manager, featureFormat(), examples, padding);
  }

  /** The result belongs to the manager of the input, and nothing else stays behind there. */
  @Test
  default void attachesItsResultAloneToTheManagerOfItsInput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TensorInputChecks.attachesItsResultAlone(
          encoder(), batch(manager, List.of(0, 1), 0), manager);
    }
  }

  /** The features are only read. */
  @Test
  default void doesNotChangeItsInput() {
    try (NDManager manager = NDManager.newBaseManager()) {
      FeatureBatch features = batch(manager, List.of(0, 1), 0);
      TensorInputChecks.doesNotChange(encoder(), features, features.features());
    }
  }

  /** A batch of another number of bins is a caller's bug. */
  @Test
  default void refusesFeaturesOfAnotherNumberOfBins() {
    FeatureFormat format = featureFormat();
    FeatureFormat other = new FeatureFormat(format.frameRate(), format.bins() + 1);
    try (NDManager manager = NDManager.newBaseManager()) {
      var batch = of(manager, other, List.of(0, 1), 0);
      Refusal.check(() -> encoder().encode(batch), "features of " + other, format.toString());
    }
  }

  private static FeatureBatch of(
      NDManager manager, FeatureFormat format, List<Integer> examples, int padding) {
    List<float[]> clips = ExampleClips.features(format);
    return ExampleClips.features(
        manager, examples.stream().map(clips::get).toList(), format, padding);
  }
}
